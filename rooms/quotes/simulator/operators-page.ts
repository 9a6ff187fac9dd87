// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import { publicQuotePage } from '../pages/public-quote-page.ts';

export type OperatorCard = { slug: string; name: string; edition: string; sells: string };

/** Which operator's prices to simulate. */
export function operatorsPage(operators: readonly OperatorCard[]): Html {
  return publicQuotePage({
    title: 'Simulateur',
    description: 'Calculez, sans compte, ce que coûteraient les services numériques partagés à votre territoire.',
    main: html`<div class="finder">
      <h1>Combien coûterait l’adhésion de votre territoire&nbsp;?</h1>
      <p class="lead">
        Choisissez l’opérateur qui sert votre département. Le prix sort du catalogue qu’il a voté, et chaque montant remonte à la ligne imprimée. Sans
        compte, sans engagement.
      </p>
      ${
        operators.length === 0
          ? html`<p>Aucun opérateur n’a encore publié de catalogue ici.</p>`
          : html`<ul class="operators">
              ${operators.map(
                ({ slug, name, edition, sells }) =>
                  html`<li class="operator">
                    <h2><a href="/o/${slug}/simulateur">${name}</a></h2>
                    <p>${sells}</p>
                    <p class="quiet">${edition}</p>
                  </li>`,
              )}
            </ul>`
      }
    </div>`,
  });
}
