// SPDX-License-Identifier: EUPL-1.2
/** What a take-over would do with each convention of a file, and why it would not. Pure: nothing is written. */
import { sha256OfJson } from '#platform/evidence/digest.ts';
import { compileEdition, type EditionRecord } from '#rooms/catalogue/api.ts';
import { isEpci, type BodyFacts, type OperatorView } from '#rooms/organisations/api.ts';
import { isOfTerritory } from '../join-territory.ts';
import { draftConvention, type Draft } from './draft-convention.ts';
import { findOverlaps } from './find-overlaps.ts';
import { faultOf, type Group, type LineFault, type Said } from './said.ts';
import { sayChanges, sayCreation } from './say-plan.ts';
import type { Standing, StandingConvention } from './standing-conventions.ts';
import type { TakeOverColumn } from './columns.ts';

export type Planned = {
  number: string;
  /** Lines of the file, the first one first. */
  lines: number[];
  says: string[];
  warnings: string[];
  faults: LineFault[];
} & (
  | {
      action: 'create' | 'change';
      said: Said;
      saidDigest: string;
      draft: Draft;
      standing: StandingConvention | null;
      cadre: Cadre | null;
      isReopened: boolean;
    }
  | { action: 'nothing' | 'error'; said: Said | null }
);

/** The cadre of a tripartite: of the register, of this file, or both when the file corrects it. */
export type Cadre = { id: string | null; number: string; edition: string; beginsOn: string; endsOn: string | null };

export type World = { view: OperatorView; editions: ReadonlyMap<string, EditionRecord>; standing: Standing; today: Temporal.PlainDate };

/** Plans every group of a file, in its order. */
export function planTakeOver(groups: readonly Group[], world: World): Planned[] {
  const said = groups.flatMap((group) => group.said ?? []);
  const cadres = cadresOf(said, world.standing);
  const resolved = new Map<Said, { said: Said; cadre: Cadre | null; faults: LineFault[] }>();
  for (const group of groups) if (group.said) resolved.set(group.said, resolve(group, group.said, cadres, world));
  const overlaps = findOverlaps(groups, (one) => resolved.get(one)?.said ?? one, world);
  const rosters = rostersOf([...resolved.values()], world);
  return groups.map((group) => {
    const found = group.said && resolved.get(group.said);
    const faults = [...group.faults, ...(found?.faults ?? []), ...(overlaps.get(group) ?? [])];
    const shown = { number: group.number, lines: group.lines.map(({ line }) => line), says: [], warnings: [] };
    if (!found || faults.length > 0) return { ...shown, action: 'error', said: group.said, faults };
    return planOne(shown, group, found, rosters.get(found.said.number) ?? [], world);
  });
}

type Shown = Pick<Planned, 'number' | 'lines'>;

function planOne(
  shown: Shown,
  group: Group,
  { said, cadre }: { said: Said; cadre: Cadre | null },
  roster: readonly BodyFacts[],
  world: World,
): Planned {
  const { standing, view, today, editions } = world;
  const line = shown.lines[0] ?? 0;
  const record = editions.get(said.edition ?? '');
  if (!record) throw new Error('an edition was resolved and is gone');
  const known = standing.byNumber.get(said.number) ?? null;
  const saidDigest = sha256OfJson(said);
  if (known?.saidDigest === saidDigest)
    return { ...shown, action: 'nothing', said, says: ['Déjà reprise, sans changement.'], warnings: [], faults: [] };
  const draft = draftConvention(compileEdition(record.edition), said, { view, roster, today });
  const isReopened = known !== null && known.said !== null && rightsDigest(known.said) !== rightsDigest(said);
  const faults = [
    ...draft.faults.map((fault) => ({ line: lineSaying(group, fault.column), ...fault })),
    ...(known ? whyNotChanged(known, said, isReopened, standing).map((says) => ({ line, column: 'number', says })) : []),
  ];
  if (faults.length > 0) return { ...shown, action: 'error', said, says: [], warnings: draft.warnings, faults };
  const warnings = [...draft.warnings, ...outsideOf(said, view)];
  const says = known?.said ? sayChanges(known.said, said, view) : sayCreation(said, draft, view);
  return { ...shown, action: known ? 'change' : 'create', said, saidDigest, draft, standing: known, cadre, isReopened, says, warnings, faults: [] };
}

function cadresOf(said: readonly Said[], standing: Standing): (Cadre & { payerId: string })[] {
  const ofFile = said.flatMap((one) =>
    one.kind === 'cadre' && one.edition !== null
      ? [
          {
            id: standing.byNumber.get(one.number)?.id ?? null,
            number: one.number,
            edition: one.edition,
            beginsOn: one.beginsOn,
            endsOn: one.endsOn,
            payerId: one.payerId,
          },
        ]
      : [],
  );
  const numbers = new Set(ofFile.map(({ number }) => number));
  return [...ofFile, ...standing.cadres.filter(({ number }) => !numbers.has(number))];
}

/** Says of whom and under what a convention is, and gives a tripartite the edition and the term of its cadre. */
function resolve(group: Group, said: Said, cadres: readonly (Cadre & { payerId: string })[], { view, standing }: World) {
  const faults: LineFault[] = [];
  const fault = (column: TakeOverColumn, says: string): void => {
    const line = lineSaying(group, column);
    const text = group.lines.find((one) => one.line === line)?.cells[column] ?? '';
    faults.push({ line, column, says: faultOf(column, text, says) });
  };
  const [payer, body] = [view.find(said.payerId), view.find(said.beneficiaryId)];
  if (!payer || !body) throw new Error('a body was resolved and is gone');
  if (said.kind !== 'tripartite') {
    if (said.payerId !== said.beneficiaryId) fault('payer', 'hors d’une tripartite, la collectivité paie pour elle-même ; laissez vide');
    if (said.edition === null) fault('edition', 'dites sous quelle édition elle a été signée');
    if (said.kind === 'cadre' && !isEpci(body.kind)) fault('body', `${body.name} n’est pas un EPCI, seul à conclure une convention cadre`);
    if (said.kind === 'cadre') for (const says of strandedBy(said, standing)) fault('ends', says);
    return { said, cadre: null, faults };
  }
  if (said.payerId === said.beneficiaryId) fault('payer', 'donnez l’EPCI qui paie pour cette collectivité');
  else if (!isOfTerritory(view, said.payerId, body)) fault('body', `${body.name} n’est pas du territoire de ${payer.name}`);
  const covering = cadres.find(
    (one) => one.payerId === said.payerId && one.beginsOn <= said.beginsOn && (one.endsOn === null || one.endsOn >= said.beginsOn),
  );
  if (!covering) {
    if (faults.length === 0)
      fault('payer', `aucune convention cadre de ${payer.name} ne couvre cette date d’effet, ni dans ce fichier ni dans le registre`);
    return { said, cadre: null, faults };
  }
  if (said.edition !== null && said.edition !== covering.edition)
    fault('edition', `la convention cadre ${covering.number} est sous ${covering.edition}`);
  if (covering.endsOn !== null && said.endsOn !== null && said.endsOn > covering.endsOn)
    fault('ends', `la convention cadre ${covering.number} finit avant`);
  if (said.volumeGo !== null) fault('volume', 'le volume est celui de la convention cadre');
  return { said: { ...said, edition: covering.edition, endsOn: said.endsOn ?? covering.endsOn }, cadre: covering, faults };
}

/** A cadre that changes its edition or its term takes its tripartites with it: they must be in the file. */
function strandedBy(said: Said, standing: Standing): string[] {
  const known = standing.byNumber.get(said.number);
  if (!known || (known.edition === said.edition && known.beginsOn === said.beginsOn && known.endsOn === said.endsOn)) return [];
  const under = standing.tripartites.filter(({ cadreId, number }) => cadreId === known.id && !standing.byNumber.has(number));
  return under.length === 0 ? [] : [`${under.length} convention(s) tripartite(s) en dépendent et ne sont pas dans ce fichier : ajoutez-les`];
}

function rostersOf(all: readonly { said: Said; cadre: Cadre | null }[], { view, standing, today }: World): Map<string, BodyFacts[]> {
  const rosters = new Map<string, BodyFacts[]>();
  for (const { said } of all) {
    if (said.kind !== 'cadre') continue;
    // Who stood on the day that counts: today, or the nearest day of the convention.
    const on =
      today.toString() < said.beginsOn ? said.beginsOn : said.endsOn !== null && today.toString() > said.endsOn ? said.endsOn : today.toString();
    const stands = (one: { beginsOn: string; endsOn: string | null }): boolean => one.beginsOn <= on && (one.endsOn === null || one.endsOn >= on);
    const ofFile = all.filter(({ cadre, said: one }) => cadre?.number === said.number && stands(one)).map(({ said: one }) => one.beneficiaryId);
    const known = standing.byNumber.get(said.number);
    const before = standing.tripartites.filter(
      (one) => one.cadreId === known?.id && known !== undefined && !standing.byNumber.has(one.number) && stands(one),
    );
    const ids = new Set([...ofFile, ...before.map(({ beneficiaryId }) => beneficiaryId)]);
    rosters.set(
      said.number,
      [...ids].flatMap((id) => view.find(id) ?? []),
    );
  }
  return rosters;
}

/** Why what stands cannot be corrected by a file. */
function whyNotChanged(known: StandingConvention, said: Said, isReopened: boolean, { isUsed }: Standing): string[] {
  const number = `«\u00a0${said.number}\u00a0»`;
  if (known.said === null) return [`${number} est le numéro d’une convention conclue ici : elle ne se reprend pas.`];
  if (known.kind !== said.kind || known.payerId !== said.payerId || known.beneficiaryId !== said.beneficiaryId)
    return [`${number} a déjà été repris pour une autre collectivité ou une autre nature : annulez cette reprise d’abord.`];
  if (known.isEnded) return [`${number} a été terminée ici depuis : un fichier ne la corrige plus.`];
  if (isReopened && isUsed.has(known.id))
    return [`Des droits de ${number} ont été utilisés depuis la reprise : ses dates, ses offres et ses droits ne se corrigent plus par un fichier.`];
  return [];
}

/** What of a convention its rights depend on. */
export function rightsDigest({ edition, items, volumeGo, beginsOn, endsOn, uses, certificates }: Said): string {
  return sha256OfJson({ edition, items, volumeGo, beginsOn, endsOn, uses, certificates });
}

function outsideOf({ beneficiaryId }: Said, view: OperatorView): string[] {
  return view.parts.length > 0 && !view.isInTerritory(beneficiaryId) ? ['Hors du territoire que l’opérateur a déclaré.'] : [];
}

/** The line that fills a column; the first when none does. */
function lineSaying({ lines }: Group, column: TakeOverColumn): number {
  return (lines.find(({ cells }) => cells[column] !== '') ?? lines[0])?.line ?? 0;
}
