// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import type { PageOwner } from '#platform/http/public-page.ts';
import { publicQuotePage } from '../pages/public-quote-page.ts';

export type SearchHit = { reference: string; name: string; detail: string };

export type Search = {
  operator: { slug: string; name: string };
  owner: PageOwner;
  typed: string;
  hits: readonly SearchHit[];
  /** Found in France, but not served by this operator. */
  elsewhere: readonly SearchHit[];
  /** The EPCI of the territory, to choose from without typing. */
  epci: readonly SearchHit[];
};

/** Finding the EPCI or the body to simulate for. */
export function searchPage({ operator, owner, typed, hits, elsewhere, epci }: Search): Html {
  const path = owner.href;
  const listOf = (found: readonly SearchHit[]) =>
    html`<ul class="hits">
      ${found.map(({ reference, name, detail }) => html`<li class="hit"><a href="${path}/${reference}">${name}</a> <span class="quiet">${detail}</span></li>`)}
    </ul>`;
  return publicQuotePage({
    title: `Simulateur de ${operator.name}`,
    description: `Calculez ce que coûteraient les services de ${operator.name} à votre commune ou à votre intercommunalité.`,
    owner,
    breadcrumb: [{ label: 'Simulateur', href: '/simulateur' }, { label: operator.name }],
    main: html`<div class="finder">
      <p class="eyebrow">Simulateur · ${operator.name}</p>
      <h1>Pour quelle collectivité&nbsp;?</h1>
      <form class="search" method="get" action="${path}" role="search">
        <label for="recherche">Nom de l’intercommunalité ou de la commune, SIREN ou code INSEE</label>
        <input type="search" id="recherche" name="q" value="${typed}" autocomplete="off" />
        <button class="button" type="submit">Chercher</button>
      </form>
      ${
        typed &&
        html`<section aria-labelledby="titre-trouve">
          <h2 id="titre-trouve">${hits.length === 0 ? `Aucune collectivité du territoire ne répond à « ${typed} »` : 'Résultats'}</h2>
          ${hits.length > 0 && listOf(hits)}
          ${
            elsewhere.length > 0 &&
            html`<p>Trouvé hors du territoire de ${operator.name} :</p>
              ${listOf(elsewhere)}`
          }
          ${hits.length + elsewhere.length === 0 && html`<p>Vérifiez l’orthographe ; quelques lettres du nom suffisent.</p>`}
        </section>`
      }
      ${
        epci.length > 0 &&
        html`<section aria-labelledby="titre-epci">
          <h2 id="titre-epci">Les intercommunalités du territoire</h2>
          <ul class="columns-list">
            ${epci.map(({ reference, name }) => html`<li><a href="${path}/${reference}">${name}</a></li>`)}
          </ul>
        </section>`
      }
    </div>`,
  });
}
