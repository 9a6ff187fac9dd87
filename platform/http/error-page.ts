// SPDX-License-Identifier: EUPL-1.2
import type { Problem } from './contract.ts';
import { html, type Html } from './html.ts';
import { publicPage } from './public-page.ts';

/** The page that says a refusal, or a bug, to someone who reads HTML. */
export function errorPage(problem: Problem): Html {
  const heading = problem.status === 404 ? 'Page introuvable' : problem.status >= 500 ? 'Une erreur s’est produite' : 'Demande refusée';
  return publicPage({
    title: heading,
    main: html` <h1>${heading}</h1>
      <p>${problem.title}</p>
      ${
        problem.fields &&
        html`<ul>
          ${problem.fields.map((field) => html`<li><code>${field.path}</code> : ${field.says}</li>`)}
        </ul>`
      }
      <p class="quiet">Référence de la demande : <code>${problem.instance}</code></p>
      <p><a href="/">Revenir à l’accueil</a></p>`,
  });
}
