// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseDirectoryImport } from '../contract/directory-import.ts';
import { changeMandate } from '../mandates/change-mandate.ts';
import { openMandate } from '../mandates/open-mandate.ts';
import type { Tables } from '../tables.ts';
import { writeEntry } from './change-entry.ts';
import { PATH_MARK, unitPaths } from './directory-csv.ts';
import type { EntryRow } from './entry-rows.ts';
import { planDirectoryImport } from './plan-directory-import.ts';
import type { FileEntry, ImportField } from './read-directory-csv.ts';

const ofMandate: readonly ImportField[] = ['familyName', 'givenName', 'title', 'kind', 'email', 'beginsOn', 'endsOn'];
// What has no column in the file is not among the changed fields, and stays as it is.
const ofEntry = ['phone', 'mobile', 'office', 'skills', 'delegation'] as const;

/**
 * Imports the chosen lines, all or none: mandates are opened and changed by the rules of the screens, services that are missing are made.
 * Whoever is new gets the plainest role of their sort. Refuses a chosen line that has a fault.
 */
export async function importDirectory(ctx: Context<Tables>, { content, lines }: { content: string; lines: readonly number[] }) {
  const plan = await planDirectoryImport(ctx, content);
  const chosen = new Set(lines);
  const units = new Map([...(await unitPaths(ctx))].map(([id, path]) => [path, id]));
  const done = { created: 0, changed: 0 };
  for (const { line, action, says, entry, known, changed } of plan.lines) {
    if (!chosen.has(line)) continue;
    if (action === 'error' || !entry) throw refuseDirectoryImport('people.import-lines', { line, says }, 'lines');
    if (action === 'same') continue;
    const unitId = entry.unit === null ? null : await unitAt(ctx, units, entry.unit);
    if (known) {
      await change(ctx, entry, known, changed, unitId);
      done.changed += 1;
    } else {
      await create(ctx, entry, unitId);
      done.created += 1;
    }
  }
  await ctx.record({ what: 'people.directory-imported', about: done });
  return done;
}

async function create(ctx: Context<Tables>, entry: FileEntry, unitId: string | null): Promise<void> {
  const { givenName, familyName, kind, title, email, beginsOn, endsOn } = entry;
  const { id } = await openMandate(ctx, {
    givenName,
    familyName,
    kind,
    title,
    email: email ?? '',
    roles: [kind === 'elected' ? 'elected' : 'agent'],
    beginsOn: beginsOn ?? ctx.today().toString(),
    endsOn,
  });
  const { phone, mobile, office, skills, delegation } = entry;
  await writeEntry(ctx, id, { phone, mobile, office, skills, delegation, unit_id: unitId });
}

async function change(
  ctx: Context<Tables>,
  entry: FileEntry,
  known: EntryRow,
  changed: readonly ImportField[],
  unitId: string | null,
): Promise<void> {
  if (changed.some((name) => ofMandate.includes(name))) {
    const mandate = await ctx.tx
      .selectFrom('people.mandate')
      .select('roles')
      .where('organisation_id', '=', ctx.organisation)
      .where('id', '=', known.id)
      .executeTakeFirstOrThrow();
    await changeMandate(ctx, {
      id: known.id,
      givenName: changed.includes('givenName') ? entry.givenName : known.givenName,
      familyName: changed.includes('familyName') ? entry.familyName : known.familyName,
      title: changed.includes('title') ? entry.title : known.title,
      kind: changed.includes('kind') ? entry.kind : known.kind,
      email: changed.includes('email') ? entry.email : known.email,
      beginsOn: (changed.includes('beginsOn') ? entry.beginsOn : null) ?? known.beginsOn,
      endsOn: changed.includes('endsOn') ? entry.endsOn : known.endsOn,
      roles: mandate.roles,
    });
  }
  if (changed.some((name) => !ofMandate.includes(name)))
    await writeEntry(ctx, known.id, {
      ...Object.fromEntries(ofEntry.filter((name) => changed.includes(name)).map((name) => [name, entry[name]])),
      ...(changed.includes('unit') && { unit_id: unitId }),
    });
}

// « Direction générale > Finances »: each step that is missing is made under the one before.
async function unitAt(ctx: Context<Tables>, units: Map<string, string>, path: string): Promise<string> {
  const steps = path.split(PATH_MARK).map((step) => step.trim());
  let parent: string | null = null;
  for (const [at, name] of steps.entries()) {
    const way = steps.slice(0, at + 1).join(PATH_MARK);
    const known: string = units.get(way) ?? ctx.newId();
    if (!units.has(way)) {
      await ctx.tx
        .insertInto('people.unit')
        .values({
          organisation_id: ctx.organisation,
          id: known,
          name,
          parent_id: parent,
          head_mandate_id: null,
          rank: 0,
          created_at: ctx.now().toString(),
        })
        .execute();
      units.set(way, known);
    }
    parent = known;
  }
  if (parent === null) throw new Error('a service has at least one step');
  return parent;
}
