// SPDX-License-Identifier: EUPL-1.2
import { formatDay, formatInstant } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { Redirect } from '#platform/http/answers.ts';
import { html, type Html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import { operatorServing, pageOwner } from '#rooms/organisations/api.ts';
import type { SummedDay } from '../history/read-days.ts';
import { sinceWords } from '../probes/heard.ts';
import type { Tables } from '../tables.ts';
import { availability } from './availability.ts';
import { DAYS_SHOWN, shownIncidents, shownServices, shownWorks, type ShownIncident, type ShownService, type ShownWorks } from './shown-services.ts';

type Ctx = Context<Tables>;

const TITLE = 'Disponibilité des services';

/** How the operator's services stand, for anybody: only what it chose to show, under the names that it chose. */
export async function showStatusPage(ctx: Ctx): Promise<Html | Redirect> {
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator) return new Redirect('/etat');
  if (operator.id !== ctx.organisation) return new Redirect(`/o/${operator.slug}/disponibilite`);
  const page = await ctx.tx.selectFrom('monitoring.status_page').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  if (!page?.is_open) return new Redirect(`/o/${operator.slug}/etat`);
  const services = await shownServices(ctx);
  const api = `/api/o/${operator.slug}`;
  return publicPage({
    title: TITLE,
    description: `Disponibilité des services de ${operator.name}.`,
    owner: await pageOwner(ctx, `/o/${operator.slug}/disponibilite`),
    breadcrumb: [{ label: 'Accueil', href: '/' }, { label: 'État des services', href: `/o/${operator.slug}/etat` }, { label: TITLE }],
    main: html`<h1>${TITLE}</h1>
      ${summary(services)}
      ${page.intro
        .split(/\n+/)
        .filter(Boolean)
        .map((line) => html`<p>${line}</p>`)}
      ${servicesList(services)} ${worksList(await shownWorks(ctx), `${api}/availability.ics`)} ${incidentsList(await shownIncidents(ctx), ctx.now())}
      <h2>Suivre cette page</h2>
      <ul>
        <li>
          <a href="${api}/availability.atom">Flux Atom</a> : incidents et travaux, dans un lecteur de flux, une messagerie ou un outil d’équipe.
        </li>
        <li>
          <a href="/o/${operator.slug}/disponibilite/abonnement">Abonnement par courriel</a> : un message à chaque incident et à chaque annonce de
          travaux.
        </li>
        <li><a href="${api}/availability.ics">Agenda des travaux</a> : à ajouter par son adresse dans un agenda, qui se met à jour de lui-même.</li>
      </ul>
      <p class="quiet">
        Page établie le ${formatInstant(ctx.now())}. Les annonces sont sur
        <a href="/o/${operator.slug}/etat">l’état des services</a>.
      </p>`,
  });
}

function summary(shown: readonly ShownService[]): Html {
  const down = shown.filter(({ status, has_works: hasWorks }) => status === 'down' && !hasWorks).length;
  if (down > 0)
    return html`<p class="notice notice-danger"><strong>${down === 1 ? 'Un service est en panne.' : `${down} services sont en panne.`}</strong></p>`;
  if (shown.some(({ has_works: hasWorks }) => hasWorks))
    return html`<p class="notice notice-warning"><strong>Des travaux sont en cours.</strong></p>`;
  return html`<p class="notice notice-success"><strong>Tous les services fonctionnent.</strong></p>`;
}

function servicesList(shown: readonly ShownService[]): Html {
  if (shown.length === 0) return html`<p>Aucun service n’est encore montré ici.</p>`;
  return html`<h2>Services, sur quatre-vingt-dix jours</h2>
    <ul class="uptimes">
      ${shown.map((service) => html`<li>${serviceOf(service)}</li>`)}
    </ul>`;
}

function serviceOf(service: ShownService): Html {
  const { name, days, since_at: since } = service;
  const looks = days.reduce((sum, day) => sum + day.looks, 0);
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  const bad = days.filter((day) => day.failed > 0);
  const share = availability(looks, failed);
  return html`<div class="uptime-head">
      <h3>${name}</h3>
      ${badge(service)}
    </div>
    ${bars(days, `${name} : disponible ${share} du temps sur quatre-vingt-dix jours, ${daysWithFailure(bad.length)}.`)}
    <p class="uptime-foot quiet"><span>il y a 90 jours</span> <strong>${share}</strong> <span>aujourd’hui</span></p>
    <p class="quiet">Ainsi depuis le ${formatInstant(Temporal.Instant.from(since))}.</p>
    ${
      bad.length > 0 &&
      html`<details>
        <summary>${bad.length === 1 ? 'Un jour avec une panne' : `${bad.length} jours avec une panne`}</summary>
        <ul>
          ${bad
            .toReversed()
            .map((day) => html`<li>${formatDay(Temporal.PlainDate.from(day.on))} : disponible ${availability(day.looks, day.failed)} du temps</li>`)}
        </ul>
      </details>`
    }`;
}

function daysWithFailure(count: number): string {
  return count === 0 ? 'sans panne' : count === 1 ? 'une panne un jour' : `une panne ${count} jours`;
}

/** A bar a day, of which the share that failed is red from below. */
function bars(days: readonly SummedDay[], label: string): Html {
  return html`<svg class="uptime" viewBox="0 0 ${10 * DAYS_SHOWN} 40" preserveAspectRatio="none" role="img" aria-label="${label}" focusable="false">
    ${days.map((day, index) => {
      const x = 10 * index + 1;
      if (day.looks === 0) return html`<rect x="${x}" y="0" width="8" height="40" data-state="none"></rect>`;
      // A minute of failure in a day must be seen.
      const bad = day.failed === 0 ? 0 : Math.max(8, Math.round((40 * day.failed) / day.looks));
      return html`<rect x="${x}" y="0" width="8" height="40" data-state="good"></rect>
        ${bad > 0 && html`<rect x="${x}" y="${40 - bad}" width="8" height="${bad}" data-state="bad"></rect>`}`;
    })}
  </svg>`;
}

function badge({ status, has_works: hasWorks }: ShownService): Html {
  if (hasWorks) return html`<span class="badge badge-warning">Travaux en cours</span>`;
  if (status === 'down') return html`<span class="badge badge-danger">En panne</span>`;
  if (status === 'pending') return html`<span class="badge badge-quiet">Pas encore vérifié</span>`;
  return html`<span class="badge badge-success">Fonctionne</span>`;
}

function worksList(works: readonly ShownWorks[], calendar: string): Html | null {
  if (works.length === 0) return null;
  return html`<h2>Travaux annoncés</h2>
    <ul>
      ${works.map(
        ({ title, begins_at: from, ends_at: until }) =>
          html`<li>
            <strong>${title}</strong> : du ${formatInstant(Temporal.Instant.from(from))} au ${formatInstant(Temporal.Instant.from(until))}
          </li>`,
      )}
    </ul>
    <p><a href="${calendar}">Les ajouter à mon agenda</a></p>`;
}

function incidentsList(incidents: readonly ShownIncident[], now: Temporal.Instant): Html {
  if (incidents.length === 0)
    return html`<h2>Incidents</h2>
      <p>Aucun incident depuis trente jours.</p>`;
  return html`<h2>Incidents depuis trente jours</h2>
    ${incidents.map(
      (one) =>
        html`<article class="card" id="${one.id}">
          <h3>${one.name}</h3>
          <p>
            ${one.closed_at === null ? html`<span class="badge badge-danger">En cours</span>` : html`<span class="badge badge-quiet">Terminé</span>`}
            <span class="quiet">${lastedWords(one, now)}</span>
          </p>
          ${
            one.notes.length > 0 &&
            html`<ul>
              ${one.notes.map(({ at, says }) => html`<li><strong>${formatInstant(Temporal.Instant.from(at))}</strong> : ${says}</li>`)}
            </ul>`
          }
        </article>`,
    )}`;
}

/** « le 3 mars 2026 à 9 h 05, pendant 12 minutes ». */
export function lastedWords({ opened_at: opened, closed_at: closed }: Pick<ShownIncident, 'opened_at' | 'closed_at'>, now: Temporal.Instant): string {
  const from = Temporal.Instant.from(opened);
  const lasted = sinceWords(Math.max(60, (closed === null ? now : Temporal.Instant.from(closed)).since(from).total('seconds')));
  return closed === null ? `depuis le ${formatInstant(from)} (${lasted})` : `le ${formatInstant(from)}, pendant ${lasted}`;
}
