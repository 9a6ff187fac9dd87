// SPDX-License-Identifier: EUPL-1.2
import { formatInstant } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { Redirect } from '#platform/http/answers.ts';
import { html, type Html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import type { StatusLink } from '#platform/room.ts';
import { operatorServing, operatorsOf, pageOwner } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { publicAnnouncements, type PublicAnnouncement } from './public-announcements.ts';
import { severityWords } from './severity-words.ts';

const TITLE = 'État des services';

/** The state of an operator's services, for anybody; a body that it serves leads to it. */
export async function showStatusPage(ctx: Context<Tables>): Promise<Html | Redirect> {
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator) return new Redirect('/etat');
  if (operator.id !== ctx.organisation) return new Redirect(`/o/${operator.slug}/etat`);
  const all = await publicAnnouncements(ctx);
  const of = (state: PublicAnnouncement['state']): PublicAnnouncement[] => all.filter((one) => one.state === state);
  const current = of('current');
  const links = await linksOf(ctx);
  return publicPage({
    title: TITLE,
    description: `Incidents et maintenances des services de ${operator.name}.`,
    owner: await pageOwner(ctx, `/o/${operator.slug}/etat`),
    breadcrumb: [{ label: 'Accueil', href: '/' }, { label: TITLE }],
    main: html`<h1>${TITLE}</h1>
      ${summary(current)}
      <p class="quiet">Suivre cette page : <a href="/api/o/${operator.slug}/status.atom">flux Atom</a>.</p>
      ${links.map(({ label, href }) => html`<p><a href="${href}">${label}</a></p>`)} ${list('En cours', current)} ${list('À venir', of('planned'))}
      ${list('Depuis trois mois', of('past'))}`,
  });
}

async function linksOf(ctx: Context<Tables>): Promise<StatusLink[]> {
  const sources = ctx.house.rooms.flatMap(({ statusLinks = [] }) => statusLinks);
  const links: StatusLink[] = [];
  for (const { link } of sources) {
    const found = await link(ctx);
    if (found) links.push(found);
  }
  return links;
}

/** The operator's page where there is one; the choice where there are several. */
export async function showStatusOfSite(ctx: Context<Tables>): Promise<Html | Redirect> {
  const operators = await operatorsOf(ctx.house);
  const [alone, another] = operators;
  if (alone && !another) return new Redirect(`/o/${alone.slug}/etat`);
  return publicPage({
    title: TITLE,
    breadcrumb: [{ label: 'Accueil', href: '/' }, { label: TITLE }],
    main: html`<h1>${TITLE}</h1>
      ${
        operators.length === 0
          ? html`<p>Aucun opérateur n’est encore installé ici.</p>`
          : html`<p class="lead">Plusieurs opérateurs partagent cette installation. Chacun dit l’état de ses services :</p>
              <ul>
                ${operators.map(({ slug, name }) => html`<li><a href="/o/${slug}/etat">${name}</a></li>`)}
              </ul>`
      }`,
  });
}

function summary(current: readonly PublicAnnouncement[]): Html {
  const incidents = current.filter(({ severity }) => severity === 'incident').length;
  if (incidents > 0)
    return html`<p class="notice notice-danger">
      <strong>${incidents === 1 ? 'Un incident est en cours.' : `${incidents} incidents sont en cours.`}</strong>
    </p>`;
  if (current.some(({ severity }) => severity === 'maintenance'))
    return html`<p class="notice notice-warning"><strong>Une maintenance est en cours.</strong></p>`;
  return html`<p class="notice notice-success"><strong>Aucun incident n’est signalé.</strong></p>`;
}

function list(heading: string, those: readonly PublicAnnouncement[]): Html | null {
  if (those.length === 0) return null;
  return html`<h2>${heading}</h2>
    ${those.map(
      (one) =>
        html`<article class="card" id="${one.id}">
          <h3>${one.title}</h3>
          <p>
            <span class="badge badge-${badges[one.severity]}">${severityWords[one.severity]}</span>
            <span class="quiet">${whenOf(one)}</span>
          </p>
          ${paragraphs(one.says)}
          ${
            one.updates.length > 0 &&
            html`<ul>
              ${one.updates.map(({ says, at }) => html`<li><strong>${formatInstant(Temporal.Instant.from(at))}</strong> : ${says}</li>`)}
            </ul>`
          }
        </article>`,
    )}`;
}

const badges = { info: 'quiet', maintenance: 'warning', incident: 'danger' } as const;

/** « du … au … », in words. */
export function whenOf({ begins_at: from, ends_at: until, ended_at: ended, state }: PublicAnnouncement): string {
  const begins = formatInstant(Temporal.Instant.from(from));
  const end = ended ?? until;
  if (end === null) return `depuis le ${begins}`;
  const ends = formatInstant(Temporal.Instant.from(end));
  return state === 'past' ? `du ${begins} au ${ends}, terminé` : `du ${begins} au ${ends}`;
}

function paragraphs(says: string): Html[] {
  return says.split(/\n+/).filter(Boolean).map((line) => html`<p>${line}</p>`); // prettier-ignore
}
