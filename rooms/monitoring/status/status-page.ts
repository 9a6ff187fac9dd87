// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { formatInstant } from '#platform/calendar/french-days.ts';
import { startOfDay } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import { Redirect } from '#platform/http/answers.ts';
import { html, type Html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import { operatorServing, pageOwner } from '#rooms/organisations/api.ts';
import type { CheckStatus } from '../contract/checks.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
type Shown = { public_name: string; status: CheckStatus; since_at: string; has_works: boolean; looks: number; failed: number };

const TITLE = 'Disponibilité des services';
const DAYS = 30;

/** How the operator's services stand, for anybody: only what it chose to show, under the names that it chose. */
export async function showStatusPage(ctx: Ctx): Promise<Html | Redirect> {
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator) return new Redirect('/etat');
  if (operator.id !== ctx.organisation) return new Redirect(`/o/${operator.slug}/disponibilite`);
  const page = await ctx.tx.selectFrom('monitoring.status_page').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  if (!page?.is_open) return new Redirect(`/o/${operator.slug}/etat`);
  const shown = await shownChecks(ctx);
  const works = await publicWorks(ctx);
  return publicPage({
    title: TITLE,
    description: `Disponibilité des services de ${operator.name}.`,
    owner: await pageOwner(ctx, `/o/${operator.slug}/disponibilite`),
    breadcrumb: [{ label: 'Accueil', href: '/' }, { label: 'État des services', href: `/o/${operator.slug}/etat` }, { label: TITLE }],
    main: html`<h1>${TITLE}</h1>
      ${summary(shown)}
      ${page.intro
        .split(/\n+/)
        .filter(Boolean)
        .map((line) => html`<p>${line}</p>`)}
      ${tableOf(shown)} ${worksList(works)}
      <p class="quiet">
        Page établie le ${formatInstant(ctx.now())}. Les annonces sont sur
        <a href="/o/${operator.slug}/etat">l’état des services</a>.
      </p>`,
  });
}

async function shownChecks(ctx: Ctx): Promise<Shown[]> {
  const now = ctx.now().toString();
  const since = startOfDay(ctx.today().subtract({ days: DAYS })).toString();
  const { rows } = await sql<Shown>`
    select c.public_name, s.status, s.since_at,
      exists (
        select from monitoring.maintenance m
        where m.operator_id = c.organisation_id and m.cancelled_at is null and m.begins_at <= ${now} and m.ends_at > ${now}
          and (m.body_id is null or m.body_id = c.body_id) and (m.check_ids = '{}' or c.id = any (m.check_ids))) as has_works,
      coalesce(h.looks, 0)::int as looks, coalesce(h.failed, 0)::int as failed
    from monitoring.check c
    join monitoring.state s on s.organisation_id = c.organisation_id and s.id = c.id
    left join lateral (
      select sum(ups + warns + downs) as looks, sum(downs) as failed
      from monitoring.hour
      where organisation_id = c.organisation_id and check_id = c.id and hour_at >= ${since}
    ) h on true
    where c.organisation_id = ${ctx.organisation}
      and c.public_name is not null
      and not c.is_paused
    order by c.public_name, c.id`.execute(ctx.tx);
  return rows;
}

function publicWorks(ctx: Ctx) {
  return ctx.tx
    .selectFrom('monitoring.maintenance')
    .select(['title', 'begins_at', 'ends_at'])
    .where('operator_id', '=', ctx.organisation)
    .where('organisation_id', '=', ctx.organisation)
    .where('is_public', '=', true)
    .where('cancelled_at', 'is', null)
    .where('ends_at', '>', ctx.now().toString())
    .orderBy('begins_at')
    .limit(20)
    .execute();
}

function summary(shown: readonly Shown[]): Html {
  const down = shown.filter(({ status, has_works: hasWorks }) => status === 'down' && !hasWorks).length;
  if (down > 0)
    return html`<p class="notice notice-danger"><strong>${down === 1 ? 'Un service est en panne.' : `${down} services sont en panne.`}</strong></p>`;
  if (shown.some(({ has_works: hasWorks }) => hasWorks))
    return html`<p class="notice notice-warning"><strong>Des travaux sont en cours.</strong></p>`;
  return html`<p class="notice notice-success"><strong>Tous les services fonctionnent.</strong></p>`;
}

function tableOf(shown: readonly Shown[]): Html {
  if (shown.length === 0) return html`<p>Aucun service n’est encore montré ici.</p>`;
  return html`<div class="table-frame" role="region" aria-label="Services" tabindex="0">
    <table>
      <caption>
        Services et leur disponibilité
      </caption>
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">État</th>
          <th scope="col">Depuis</th>
          <th scope="col" class="number">Sur trente jours</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (one) =>
            html`<tr>
              <th scope="row">${one.public_name}</th>
              <td>${badge(one)}</td>
              <td>${formatInstant(Temporal.Instant.from(one.since_at))}</td>
              <td class="number">${availability(one.looks, one.failed)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function badge({ status, has_works: hasWorks }: Shown): Html {
  if (hasWorks) return html`<span class="badge badge-warning">Travaux en cours</span>`;
  if (status === 'down') return html`<span class="badge badge-danger">En panne</span>`;
  if (status === 'pending') return html`<span class="badge badge-quiet">Pas encore vérifié</span>`;
  return html`<span class="badge badge-success">Fonctionne</span>`;
}

/** « 99,95 % », rounded down: a failure never disappears in the rounding. */
export function availability(looks: number, failed: number): string {
  if (looks === 0) return '–';
  const hundredths = Math.floor((10_000 * (looks - failed)) / looks);
  return `${(hundredths / 100).toLocaleString('fr-FR', { maximumFractionDigits: 2 })} %`;
}

function worksList(works: readonly { title: string; begins_at: string; ends_at: string }[]): Html | null {
  if (works.length === 0) return null;
  return html`<h2>Travaux annoncés</h2>
    <ul>
      ${works.map(
        ({ title, begins_at: from, ends_at: until }) =>
          html`<li>
            <strong>${title}</strong> : du ${formatInstant(Temporal.Instant.from(from))} au ${formatInstant(Temporal.Instant.from(until))}
          </li>`,
      )}
    </ul>`;
}
