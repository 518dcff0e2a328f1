"""Makes `habeas/samples/texts/hersche-released.pdf`: two pages of real text, the same bytes each time.

python tests/samples/make_pdf.py OUTPUT.pdf
"""

import sys
import textwrap
from pathlib import Path

PAGES = (
    """Sample text written for habeas after reports of February 2022

Natalia Hersche is free after 17 months

Natalia Hersche, a citizen of Belarus and Switzerland, was released on February 18, 2022 from a prison in \
Mogilev. The release was announced by Ignazio Cassis, the president of Switzerland. Cassis said that the \
diplomatic efforts of Switzerland had paid off.

Hersche was detained on September 19, 2020 during a women's march in Minsk. At first she was accused under \
Article 23.34 of the Administrative Code, which concerns mass events. Later a criminal case was opened against \
her under Article 363 of the Criminal Code, resistance to a police officer. On December 7, 2020 she was \
sentenced to two years and six months in a general-regime colony.

She served part of the sentence in a penal colony in Gomel before she was transferred to Mogilev (Swissinfo, \
February 18).""",
    """Christine Honegger Zolotukhin, the new Swiss ambassador to Belarus, received Hersche in Minsk (Swissinfo, \
February 18). On January 31, 2022 it became known that Switzerland would send a new ambassador. Honegger \
Zolotukhin arrived in Minsk in February 2022 and was expected to hand her credentials to Alexander Lukashenko \
within weeks. The Swiss foreign ministry said that handing over credentials does not recognise anybody's \
legitimacy (Reform, February 2022).

According to the ministry, embassy staff visited Hersche 14 times while she was held. The ministry did not say \
how the release was secured (AP, February 18).

Cassis said that Switzerland demands the release of everybody who was arrested for using political rights.""",
)
A4 = (8.27, 11.69)


def write_pdf(target: Path) -> None:
    # Heavy, and pytest imports this file when it looks for doctests.
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    mpl.rcParams.update({"pdf.fonttype": 42, "pdf.compression": 9, "font.family": "DejaVu Serif"})
    about = {"Title": "Sample text written for habeas", "CreationDate": None, "Producer": "habeas", "Creator": "habeas"}
    with PdfPages(target, metadata=about) as pdf:
        for number, page in enumerate(PAGES, start=1):
            figure = Figure(figsize=A4)
            height = 0.92
            for paragraph in page.split("\n\n"):
                for line in textwrap.wrap(paragraph, 82):
                    figure.text(0.1, height, line, fontsize=10.5)
                    height -= 0.0175
                height -= 0.012
            figure.text(0.5, 0.05, str(number), fontsize=9, ha="center")
            pdf.savefig(figure)


if __name__ == "__main__":
    write_pdf(Path(sys.argv[1]))
