// Keys, marks and selections. Everything here only makes quicker what plain links and forms do; nothing needs it.
"use strict";

(function () {
  const typing = (element) => element && (element.matches("input, select, textarea") || element.isContentEditable);

  // A key presses what carries it: the first visible element with data-key.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (typing(event.target) && event.target.type !== "radio" && event.target.type !== "checkbox") { return; }
    const key = CSS.escape(event.key);
    const found = [...document.querySelectorAll(`[data-key="${key}"]`)].find((element) => element.getClientRects().length);
    if (!found || found.disabled) { return; }
    event.preventDefault();
    if (found.matches("input[type=radio]")) { found.checked = true; found.focus(); return; }
    if (found.matches("input")) { found.focus(); found.select(); } else { found.click(); }
  });

  // The claim under review is marked in full and stands in sight.
  function showMarks() {
    const text = document.getElementById("report-text");
    const card = document.getElementById("card");
    if (!text || !card) { return; }
    const now = card.dataset.claim;
    let first = null;
    for (const mark of text.querySelectorAll("[data-claims]")) {
      const here = Boolean(now) && mark.dataset.claims.split(" ").includes(now);
      mark.classList.toggle("now", here);
      if (here && !first) { first = mark; }
    }
    const scroller = text.closest(".scroller");
    if (first && scroller) {
      const place = first.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      if (place < 40 || place > scroller.clientHeight - 120) { scroller.scrollTop += place - scroller.clientHeight / 3; }
    }
  }

  // Words selected in the report go into the field that was used last. Offsets are counted as the browser counts them.
  let field = null;
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-words]")) { field = event.target; } });
  document.addEventListener("input", (event) => { if (event.target.matches("[data-words]")) { forget(event.target); } });
  function forget(target) {
    for (const edge of ["start", "end"]) {
      const hidden = target.form && target.form.elements.namedItem(`${target.name}-${edge}`);
      if (hidden) { hidden.value = ""; }
    }
  }
  function takeSelection() {
    const text = document.getElementById("report-text");
    const chosen = document.getSelection();
    if (!text || !chosen || chosen.isCollapsed || !chosen.rangeCount) { return; }
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) { return; }
    if (!field || !field.isConnected) { field = document.getElementById("f-quote"); }
    if (!field) { return; }
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    const words = range.toString();
    field.value = words;
    const edges = { start: start, end: start + words.length };
    for (const edge of ["start", "end"]) {
      const hidden = field.form && field.form.elements.namedItem(`${field.name}-${edge}`);
      if (hidden) { hidden.value = edges[edge]; }
    }
    keepSoon(field.form, 1200);
    field.focus({ preventScroll: true });
  }
  document.addEventListener("mouseup", takeSelection);
  document.addEventListener("touchend", () => setTimeout(takeSelection, 0));

  // A click on a mark goes to its claim: on the review page its card, on a report its entry in the margin.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("#report-text [data-claims]");
    if (!mark || !document.getSelection().isCollapsed) { return; }
    const claims = mark.dataset.claims.split(" ");
    const entry = document.getElementById(`k-${claims[claims.length - 1]}`);
    if (entry) { entry.scrollIntoView({ block: "center" }); entry.classList.add("now"); setTimeout(() => entry.classList.remove("now"), 1500); }
  });

  // Menus close when one leaves them.
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll(".top details[open], .menu-like[open]")) {
      if (!open.contains(event.target)) { open.open = false; }
    }
  });

  // A lost line keeps what was typed: the page stays as it was and says so.
  for (const trouble of ["htmx:sendError", "htmx:responseError"]) { document.addEventListener(trouble, (event) => {
    const place = document.getElementById("messages");
    if (event.detail.shouldSwap) { return; }
    if (place) { place.replaceChildren(Object.assign(document.createElement("p"), { className: "message error", textContent: place.dataset.offline || "No answer from the server: nothing was changed. Try again." })); place.scrollIntoView({ block: "nearest" }); }
  }); }

  // What is half-written is kept on the server, for its writer alone; this browser keeps nothing.
  const unsent = new WeakMap();
  function keepSoon(form, wait) {
    if (!form || !form.dataset.keep) { return; }
    const before = unsent.get(form);
    if (before) { clearTimeout(before.timer); if (before.request) { before.request.abort(); } }
    unsent.set(form, { timer: setTimeout(() => keepNow(form), wait), request: null });
  }
  async function keepNow(form) {
    if (!form.isConnected) { return; }
    const state = { timer: 0, request: new AbortController() };
    unsent.set(form, state);
    const told = form.querySelector(".draft-state");
    const given = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) { given.delete(input.name); }
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST", body: given, headers: { "X-Requested-With": "fetch" },
        signal: state.request.signal, redirect: "error", keepalive: document.visibilityState === "hidden",
      });
      if (!answer.ok) { throw new Error("not kept"); }
      unsent.delete(form);
      if (told) { told.textContent = told.dataset.kept; }
    } catch (error) {
      if (error.name === "AbortError") { return; }
      if (told) { told.textContent = told.dataset.lost; }
      state.timer = setTimeout(() => keepNow(form), 4000);
    }
  }
  function keepNoMore(form) {
    const before = unsent.get(form);
    if (before) { clearTimeout(before.timer); if (before.request) { before.request.abort(); } }
    unsent.delete(form);
  }
  document.addEventListener("input", (event) => keepSoon(event.target.form, 1200));
  document.addEventListener("change", (event) => keepSoon(event.target.form, 1200));
  document.addEventListener("submit", (event) => keepNoMore(event.target), true);
  document.addEventListener("htmx:sendError", (event) => keepSoon(event.target.closest("form[data-keep]"), 1200));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") { return; }
    for (const form of document.querySelectorAll("form[data-keep]")) { if (unsent.has(form)) { keepNow(form); } }
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("form[data-keep] button[formaction]");
    if (!button) { return; }
    event.preventDefault();
    const form = button.form;
    keepNoMore(form);
    if (button.value !== "forget") { keepNow(form); return; }
    const given = new FormData(form);
    given.set("draft-act", "forget");
    const answer = await fetch(form.dataset.keep, { method: "POST", body: given, headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) { location.reload(); }
  });

  // Several files are sent one after the other, so that each is told of as soon as it is read.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-one-by-one]");
    const input = form && form.querySelector("input[type=file]");
    if (!input || input.files.length < 2) { return; }
    event.preventDefault();
    sendOneByOne(form, input);
  });
  async function sendOneByOne(form, input) {
    const place = document.getElementById("progress");
    const button = form.querySelector("button.first");
    const files = [...input.files];
    const say = (text, n, name) => { place.textContent = text.replace("{n}", n).replace("{m}", files.length).replace("{name}", name); };
    button.disabled = true;
    for (let n = 0; n < files.length; n += 1) {
      say(place.dataset.reading, n + 1, files[n].name);
      const given = new FormData(form);
      given.set(input.name, files[n], files[n].name);
      if (n) { given.delete("text"); }
      try {
        const answer = await fetch(form.action, { method: "POST", body: given });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const found = page.querySelectorAll("#outcomes > li");
        if (!found.length) { throw new Error("no outcome"); }
        for (const line of found) { document.getElementById("outcomes").append(document.adoptNode(line)); }
      } catch {
        say(place.dataset.lost, n, files[n].name);
        const left = new DataTransfer();
        for (const file of files.slice(n)) { left.items.add(file); }
        input.files = left.files;
        button.disabled = false;
        return;
      }
    }
    say(place.dataset.done, files.length, "");
    form.reset();
    button.disabled = false;
  }

  document.addEventListener("DOMContentLoaded", showMarks);
  document.addEventListener("htmx:afterSettle", showMarks);
})();
