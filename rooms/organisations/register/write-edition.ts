// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { foldText } from '#platform/text/fold.ts';
import { slugOf } from '#platform/text/slug.ts';
import { uuidV7 } from '#platform/uuid.ts';
import type { BodyRow, Tables } from '../tables.ts';
import { followMembers } from './follow-members.ts';
import { matchEdition, type EditionMatch } from './match-edition.ts';
import type { RegisterSource, SourceBody } from './read-package.ts';
import { writeMemberships } from './write-memberships.ts';
import { writeRows } from '../write-rows.ts';

type Placed = { body: BodyRow; source: SourceBody };

/** Writes one edition in the caller's transaction. Returns how many bodies it added, changed and ended. */
export async function writeEdition(tx: Transaction<Tables>, source: RegisterSource, at: Temporal.Instant) {
  const bodies = await tx.selectFrom('organisations.body').selectAll().execute();
  const match = matchEdition(bodies, source);
  const earlier = await tx.selectFrom('organisations.register_edition').select('edition').limit(1).executeTakeFirst();
  await tx
    .insertInto('organisations.register_edition')
    .values({
      edition: source.edition,
      package_version: source.packageVersion,
      in_force_on: source.inForceOn,
      digest: source.digest,
      communes: source.communes.length,
      epci: source.epci.length,
      imported_at: at.toString(),
    })
    .execute();
  await endBodies(tx, match.ended, source.inForceOn);
  const changed = await changeBodies(tx, match);
  const added = await addBodies(tx, match, new Set(bodies.map(({ slug }) => slug)), {
    at,
    // Those of the first edition stood before it; nobody says since when.
    beganOn: earlier ? source.inForceOn : null,
  });
  const placed = [...match.known, ...added];
  const said = [...changed, ...added, ...(await unsaid(tx, match))];
  await writeEntries(tx, said, source.edition);
  await writePopulations(tx, placed, source.edition);
  await writeFormerCommunes(tx, placed);
  await writeNames(tx, placed);
  const moves = await writeMemberships(tx, placed, source);
  await writeSuccessions(tx, match.ended, placed, moves, source.inForceOn);
  return { added: added.length, changed: changed.length, ended: match.ended.length };
}

async function endBodies(tx: Transaction<Tables>, ended: readonly BodyRow[], day: string): Promise<void> {
  if (ended.length === 0) return;
  const ids = ended.map(({ id }) => id);
  await sql`update organisations.body set ended_on = ${day} where id = any(${ids}::uuid[])`.execute(tx);
  await sql`update organisations.body_name set ended_on = ${day} where body_id = any(${ids}::uuid[])`.execute(tx);
}

async function changeBodies(tx: Transaction<Tables>, { known }: EditionMatch): Promise<Placed[]> {
  const changed = known.filter(({ body, source }) => saysMore(body, source));
  for (const { body, source } of changed) {
    await tx
      .updateTable('organisations.body')
      .set({
        name: source.name,
        kind: source.kind,
        siren: source.siren ?? body.siren,
        insee: source.insee ?? body.insee,
        department: source.department ?? body.department,
        origin: body.origin === 'declared' ? 'register' : body.origin,
      })
      .where('id', '=', body.id)
      .execute();
  }
  return changed;
}

function saysMore(body: BodyRow, source: SourceBody): boolean {
  return (
    body.name !== source.name ||
    body.kind !== source.kind ||
    body.origin === 'declared' ||
    (source.siren !== null && body.siren !== source.siren) ||
    (source.insee !== null && body.insee !== source.insee) ||
    (source.department !== null && body.department !== source.department)
  );
}

async function addBodies(
  tx: Transaction<Tables>,
  match: EditionMatch,
  slugs: Set<string>,
  { at, beganOn }: { at: Temporal.Instant; beganOn: string | null },
): Promise<Placed[]> {
  const added = match.added.map((source) => ({ body: newBody(source, freeSlug(source, slugs), at, beganOn), source }));
  await writeRows(
    tx,
    'organisations.body',
    {
      id: 'uuid',
      slug: 'text',
      name: 'text',
      kind: 'text',
      siren: 'text',
      insee: 'text',
      department: 'text',
      origin: 'text',
      began_on: 'date',
      ended_on: 'date',
    },
    added.map(({ body }) => body),
  );
  return added;
}

/** The readable slug; with the SIREN when it is taken, as by a commune nouvelle that keeps the name and code of its chef-lieu. */
export function freeSlug({ name, insee, siren }: Pick<SourceBody, 'name' | 'insee' | 'siren'>, slugs: Set<string>): string {
  const readable = slugOf(name, insee ?? siren ?? '');
  const slug = slugs.has(readable) ? slugOf(name, `${insee ?? ''} ${siren ?? ''}`) : readable;
  slugs.add(slug);
  return slug;
}

function newBody({ kind, name, siren, insee, department }: SourceBody, slug: string, at: Temporal.Instant, beganOn: string | null): BodyRow {
  const id = uuidV7(at.epochMilliseconds);
  return { id, slug, name, kind, siren, insee, department, origin: 'register', began_on: beganOn, ended_on: null };
}

// Bodies that stood before the first edition (an operator, a body recorded by hand) have no entry yet.
async function unsaid(tx: Transaction<Tables>, { known }: EditionMatch): Promise<Placed[]> {
  if (known.length === 0) return [];
  const { rows } = await sql<{ body_id: string }>`select distinct body_id from organisations.register_entry`.execute(tx);
  const told = new Set(rows.map(({ body_id }) => body_id));
  return known.filter(({ body, source }) => !told.has(body.id) && !saysMore(body, source));
}

function writeEntries(tx: Transaction<Tables>, placed: readonly Placed[], edition: number): Promise<void> {
  return writeRows(
    tx,
    'organisations.register_entry',
    { body_id: 'uuid', edition: 'integer', name: 'text', kind: 'text', siren: 'text', insee: 'text', department: 'text' },
    placed.map(({ body, source: { name, kind, siren, insee, department } }) => ({ body_id: body.id, edition, name, kind, siren, insee, department })),
  );
}

function writePopulations(tx: Transaction<Tables>, placed: readonly Placed[], edition: number): Promise<void> {
  return writeRows(
    tx,
    'organisations.population',
    { body_id: 'uuid', edition: 'integer', figure: 'text', inhabitants: 'integer', vintage: 'text' },
    placed.flatMap(({ body, source }) => source.populations.map((population) => ({ body_id: body.id, edition, ...population }))),
  );
}

async function writeFormerCommunes(tx: Transaction<Tables>, placed: readonly Placed[]): Promise<void> {
  const { rows } = await sql<{ key: string }>`select insee || ' ' || body_id as key from organisations.former_commune`.execute(tx);
  const known = new Set(rows.map(({ key }) => key));
  const news = placed.flatMap(({ body, source }) => source.former.map((former) => ({ body_id: body.id, ...former })));
  await writeRows(
    tx,
    'organisations.former_commune',
    { insee: 'text', body_id: 'uuid', name: 'text', status: 'text' },
    news.filter(({ insee, body_id }) => !known.has(`${insee} ${body_id}`)),
  );
}

/** Names are a means to find: the latest, then the earlier ones and those of absorbed communes, each once. */
async function writeNames(tx: Transaction<Tables>, placed: readonly Placed[]): Promise<void> {
  const names = new Map<string, Tables['organisations.body_name']>();
  for (const { body, source } of placed) {
    const size = Math.max(0, ...source.populations.map(({ inhabitants }) => inhabitants));
    const former = [body.name, ...source.former.flatMap(({ name }) => name ?? [])];
    for (const [index, name] of [source.name, ...former].entries()) {
      const folded = foldText(name);
      const key = `${body.id} ${folded}`;
      if (!names.has(key))
        names.set(key, { body_id: body.id, folded, name, is_former: index > 0, size, kind: source.kind, began_on: body.began_on, ended_on: null });
    }
  }
  const { rows } = await sql<Tables['organisations.body_name']>`select * from organisations.body_name`.execute(tx);
  const ids = new Set(placed.map(({ body }) => body.id));
  for (const row of rows) {
    const key = `${row.body_id} ${row.folded}`;
    if (ids.has(row.body_id) && !names.has(key)) names.set(key, { ...row, is_former: true });
  }
  await sql`delete from organisations.body_name where body_id = any(${[...ids]}::uuid[])`.execute(tx);
  await writeRows(
    tx,
    'organisations.body_name',
    { body_id: 'uuid', folded: 'text', name: 'text', is_former: 'boolean', size: 'integer', kind: 'text', began_on: 'date', ended_on: 'date' },
    [...names.values()],
  );
}

type Told = Pick<Tables['organisations.succession'], 'predecessor_id' | 'successor_id' | 'source'>;

async function writeSuccessions(
  tx: Transaction<Tables>,
  ended: readonly BodyRow[],
  placed: readonly Placed[],
  moves: ReadonlyMap<string, readonly string[]>,
  day: string,
): Promise<void> {
  const livesIn = new Map<string, string>();
  for (const { body, source } of placed) {
    if (source.insee !== null) livesIn.set(source.insee, body.id);
  }
  for (const { body, source } of placed) for (const { insee } of source.former) if (!livesIn.has(insee)) livesIn.set(insee, body.id);
  const told = ended.flatMap((body): Told[] => {
    const successor = body.insee === null ? undefined : livesIn.get(body.insee);
    if (successor) return [{ predecessor_id: body.id, successor_id: successor, source: 'register' }];
    return followMembers(moves.get(body.id) ?? []).map((id) => ({ predecessor_id: body.id, successor_id: id, source: 'members' }));
  });
  await writeRows(
    tx,
    'organisations.succession',
    { predecessor_id: 'uuid', successor_id: 'uuid', happened_on: 'date', source: 'text', reason: 'text' },
    told.map((succession) => ({ ...succession, happened_on: day, reason: null })),
  );
}
