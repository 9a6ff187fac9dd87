// SPDX-License-Identifier: EUPL-1.2
import { attributes, html, type Html } from '#platform/http/html.ts';
import { count, type IncludedService } from '#rooms/catalogue/api.ts';
import type { PricedQuote } from '../pricing/priced-quote.ts';
import { namesIn } from './amounts.ts';
import type { Simulation } from './simulation.ts';
import { shortCitation } from './why-part.ts';

const termWords = { included: 'Compris', quota: 'Compris, dans une limite', option: 'En option', 'not-included': 'Non compris' } as const;

/** What adhesions and packages bring, heading by heading, with quotas and limits. */
export function contentPart({ edition }: Simulation, priced: PricedQuote): Html | false {
  if (priced.included.length === 0) return false;
  const groups = distinct(priced);
  return html`<section aria-labelledby="titre-contenu">
    <h2 id="titre-contenu">Ce qui est compris</h2>
    ${groups.map(({ label, names, services }) => {
      const headings = edition.headings.filter(({ key }) => services.some(({ heading }) => heading === key));
      return html`<details class="content" ${attributes({ open: groups.length === 1 })}>
        <summary>
          <h3>${label}</h3>
          <span class="quiet">${names}</span>
        </summary>
        <div class="content-columns">
          ${headings.map(
            ({ key, label: heading }) =>
              html`<div class="content-heading">
                <h4>${heading}</h4>
                <ul class="services">
                  ${services.filter((service) => service.heading === key).map(serviceItem)}
                </ul>
              </div>`,
          )}
        </div>
      </details>`;
    })}
  </section>`;
}

function serviceItem(service: IncludedService): Html {
  const details = [
    ...service.quotas.map(
      ({ label, amount, unit, per }) =>
        `${label} : ${amount === null ? 'selon la strate' : `${count(amount)} ${unit}${amount > 1 && !/^[A-Z]/.test(unit) ? 's' : ''}`}${per === 'year' ? ' par an' : ''}`,
    ),
    ...service.limits.map(({ says }) => says),
  ];
  const [citation] = service.citations;
  return html`<li class="service service-${service.terms}">
    <span class="service-name">${service.label}</span>
    ${service.terms !== 'included' && html`<span class="quiet">${termWords[service.terms]}</span>`}
    ${details.map((text) => html`<span class="service-quota">${text}</span>`)} ${citation && shortCitation(citation)}
  </li>`;
}

/** Bodies of the same strata share their list of services: one list is shown, with who enjoys it. */
function distinct(priced: PricedQuote): { label: string; names: string; services: readonly IncludedService[] }[] {
  const groups = new Map<readonly IncludedService[], { label: string; bodies: string[] }>();
  for (const { offerLabel, bodies, services } of priced.included) {
    const group = groups.get(services) ?? { label: offerLabel, bodies: [] };
    group.bodies.push(...bodies);
    groups.set(services, group);
  }
  return [...groups].map(([services, { label, bodies }]) => ({ label, services, names: namesIn(priced, bodies) }));
}
