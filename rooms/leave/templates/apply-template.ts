// SPDX-License-Identifier: EUPL-1.2
import { foldText } from '#platform/text/fold.ts';
import type { Context } from '#platform/context.ts';
import type { Zone } from '../law/school-breaks.ts';
import { nameOf } from '../counters/post-movements.ts';
import { refuseTemplate } from '../contract/templates.ts';
import { startLeave } from '../setup/start-leave.ts';
import type { Tables } from '../tables.ts';
import { templates, type Template } from './templates.ts';

/** The templates, those made for this kind of body first, with what each would add. */
export async function listTemplates(ctx: Context<Tables>) {
  const body = await ctx.tx.selectFrom('organisations.body').select('kind').where('id', '=', ctx.organisation).executeTakeFirst();
  const there = await whatIsThere(ctx);
  const isFor = (template: Template): boolean => template.for.some((kind) => kind === body?.kind);
  const [proposed] = templates.filter(isFor).filter(({ key }) => key !== 'petite-commune' || there.agents < 10);
  return {
    isStarted: there.isStarted,
    rows: templates
      .toSorted((a, b) => Number(b === proposed) - Number(a === proposed) || Number(isFor(b)) - Number(isFor(a)))
      .map((template) => ({
        key: template.key,
        label: template.label,
        says: template.says,
        isProposed: template === proposed,
        settings: settingsInWords(template),
        teams: template.teams.map((team) => ({ ...team, isThere: there.teams.has(foldText(team.name)) })),
        kinds: template.kinds.map(({ key, label }) => ({ label, isThere: there.kinds.has(key) })),
      })),
  };
}

/** Sets up a template: its settings, and the services and kinds that are not there. Repeatable; it takes nothing away. */
export async function applyTemplate(ctx: Context<Tables>, { template: key, schoolZone }: { template: string; schoolZone: Zone | null }) {
  const template = templates.find((one) => one.key === key);
  if (!template) throw refuseTemplate('leave.unknown-template', {}, 'template');
  await startLeave(ctx, { schoolZone });
  const { settings } = template;
  await ctx.tx
    .updateTable('leave.setting')
    .set({
      school_zone: schoolZone,
      approval_levels: settings.approvalLevels,
      notice_days: settings.noticeDays,
      presence_refuses: settings.presenceRefuses,
      colleagues_see: settings.colleaguesSee,
      changed_at: ctx.now().toString(),
      changed_by: nameOf(ctx),
    })
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  const there = await whatIsThere(ctx);
  return { teams: await addTeams(ctx, template, there.teams), kinds: await addKinds(ctx, template, there.kinds) };
}

async function addTeams(ctx: Context<Tables>, { teams }: Template, there: ReadonlySet<string>): Promise<number> {
  const missing = teams.filter(({ name }) => !there.has(foldText(name)));
  if (missing.length === 0) return 0;
  await ctx.tx
    .insertInto('leave.team')
    .values(
      missing.map(({ name, minimumPresent }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        name,
        minimum_present: minimumPresent,
        archived_at: null,
      })),
    )
    .execute();
  return missing.length;
}

async function addKinds(ctx: Context<Tables>, { kinds }: Template, there: ReadonlySet<string>): Promise<number> {
  const missing = kinds.filter(({ key }) => !there.has(key));
  if (missing.length === 0) return 0;
  await ctx.tx
    .insertInto('leave.kind')
    .values(
      missing.map((kind, index) => ({ ...kind, organisation_id: ctx.organisation, id: ctx.newId(), rank: there.size + index, archived_at: null })),
    )
    .execute();
  return missing.length;
}

async function whatIsThere(ctx: Context<Tables>) {
  const teams = await ctx.tx
    .selectFrom('leave.team')
    .select('name')
    .where('organisation_id', '=', ctx.organisation)
    .where('archived_at', 'is', null)
    .execute();
  const kinds = await ctx.tx.selectFrom('leave.kind').select('key').where('organisation_id', '=', ctx.organisation).execute();
  const { agents } = await ctx.tx
    .selectFrom('leave.agent')
    .select(({ fn }) => fn.countAll<number>().as('agents'))
    .where('organisation_id', '=', ctx.organisation)
    .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>=', ctx.today().toString())]))
    .executeTakeFirstOrThrow();
  const setting = await ctx.tx.selectFrom('leave.setting').select('id').where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  return {
    teams: new Set(teams.map(({ name }) => foldText(name))),
    kinds: new Set(kinds.map(({ key }) => key)),
    agents: Number(agents),
    isStarted: setting !== undefined,
  };
}

function settingsInWords({ settings, followsSchool }: Template): string[] {
  return [
    settings.approvalLevels === 1 ? 'Une réponse par demande' : 'Deux réponses : le responsable vise, la direction accorde',
    `Préavis conseillé de ${settings.noticeDays} jours`,
    settings.presenceRefuses ? 'Sous l’effectif minimal, la demande est refusée' : 'Sous l’effectif minimal, un avertissement',
    settings.colleaguesSee === 'body' ? 'Chacun voit tous les absents' : 'Chacun voit les absents de son service',
    ...(followsSchool ? ['Calendrier scolaire suivi'] : []),
  ];
}
