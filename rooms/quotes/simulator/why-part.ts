// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import type { Citation, Step } from '#rooms/catalogue/api.ts';

/** Where something is printed: « S0, ligne 119 : « 1 To » 13 988 ». */
export function citationNote({ document, line, label, figure }: Citation): Html {
  return html`<cite class="citation"
    ><a href="#document-${document}">${document}</a>, ligne ${line} :
    «&#160;${label}&#160;»${figure && figure !== label && html` <b>${figure}</b>`}</cite
  >`;
}

/** The same in two words, for lists. */
export function shortCitation({ document, line }: Citation): Html {
  return html`<a class="short-citation" href="#document-${document}">${document}, l. ${line}</a>`;
}

/** The steps that led to a figure, down to the printed line. */
export function whySteps(steps: readonly Step[]): Html {
  return html`<ol class="why">
    ${steps.map(
      ({ says, citation, reading }) =>
        html`<li>
          ${says} ${citation && citationNote(citation)} ${reading && html`<a class="reading" href="#lecture-${reading}">lecture ${reading}</a>`}
        </li>`,
    )}
  </ol>`;
}
