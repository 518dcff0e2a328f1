// A security key that does not answer, or that the browser refuses, is said on the page instead of in its console.
"use strict";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.getElementById("messages");
  const words = document.getElementById("key-refused");
  if (!place || !words) { return; }
  const line = document.createElement("p");
  line.textContent = words.textContent;
  const box = document.createElement("div");
  box.className = "message error";
  box.append(line);
  place.replaceChildren(box);
});
