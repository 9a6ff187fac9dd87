// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import type { PageOwner } from '#platform/http/public-page.ts';
import { count } from '#rooms/catalogue/api.ts';
import { frenchDay } from '../french-day.ts';
import { publicQuotePage } from '../pages/public-quote-page.ts';
import { comparisonPart } from './comparison-part.ts';
import { contentPart } from './content-part.ts';
import { linesPart } from './lines-part.ts';
import { resultPart } from './result-part.ts';
import { rosterPart } from './roster-part.ts';
import { servicesPart } from './services-part.ts';
import { adhesionOf, type Simulation } from './simulation.ts';
import { sourcesPart } from './sources-part.ts';
import { volumePart } from './volume-part.ts';
import { factsPart } from './facts-part.ts';

/** The simulation of a territory or of a body: price first, then what it depends on, then why. Complete without script. */
export function simulationPage(simulation: Simulation, owner: PageOwner): Html {
  const { operator, subject, priced } = simulation;
  return publicQuotePage({
    title: `${subject.name} – simulation`,
    description: `Simulation des services numériques de ${operator.name} pour ${subject.name}.`,
    owner,
    breadcrumb: [{ label: 'Simulateur', href: '/simulateur' }, { label: operator.name, href: owner.href }, { label: subject.name }],
    main: html`<div class="simulation">
      ${headingPart(simulation)} ${faultsPart(simulation)}
      <div class="simulation-columns">
        <div id="resultat" class="simulation-result" tabindex="-1">${resultPart(simulation)}</div>
        <form class="simulation-form" method="get" action="">
          <input type="hidden" name="forme" value="1" />
          ${simulation.state.edition && html`<input type="hidden" name="edition" value="${simulation.state.edition}" />`} ${rosterPart(simulation)}
          ${adhesionOf(simulation.edition) && simulation.isTerritory && volumePart(simulation)} ${factsPart(simulation)} ${servicesPart(simulation)}
          <div class="simulation-submit"><button class="button" type="submit">Recalculer le prix</button></div>
        </form>
      </div>
      ${priced && html`${linesPart(simulation, priced)} ${contentPart(simulation, priced)} ${comparisonPart(priced)}`} ${sourcesPart(simulation)}
    </div>`,
  });
}

function headingPart({ operator, edition, day, subject, members, isTerritory, epci, isOutside }: Simulation): Html {
  const population = subject.population?.totale ?? subject.population?.declared ?? subject.population?.communeFile;
  return html`<header class="simulation-heading">
    <p class="eyebrow">Simulation · ${operator.name}</p>
    <h1>${subject.name}</h1>
    <p class="simulation-facts">
      ${isTerritory && html`${count(members.length)} communes · `}${population && html`${count(population.value)} habitants · `}${edition.label} ·
      prix au ${frenchDay(day)}
    </p>
    ${
      isOutside &&
      html`<p class="notice notice-warning">
        ${subject.name} est en dehors du territoire de ${operator.name}. <a href="/simulateur">Choisir un autre opérateur</a>.
      </p>`
    }
    ${
      !isTerritory &&
      epci &&
      adhesionOf(edition) &&
      html`<p class="notice">
        Ici l’adhésion est celle de l’EPCI : il la paie pour lui-même et pour ses communes.
        <a href="/o/${operator.slug}/simulateur/${epci.siren ?? epci.id}">Simuler l’adhésion de ${epci.name}</a>.
      </p>`
    }
  </header>`;
}

function faultsPart({ faults }: Simulation): Html | false {
  if (faults.length === 0) return false;
  return html`<div class="notice notice-danger error-summary" role="alert">
    <h2>${faults.length === 1 ? 'Une information est à corriger' : `${faults.length} informations sont à corriger`}</h2>
    <ul>
      ${faults.map(({ field, says }) => html`<li>${field ? html`<a href="#${field}">${says}</a>` : says}</li>`)}
    </ul>
  </div>`;
}
