// SPDX-License-Identifier: EUPL-1.2
import type { Refusal } from '#platform/http/contract.ts';
import { foldText } from '#platform/text/fold.ts';
import type { BodyFacts } from '../body-facts.ts';
import { kindLabels, registeredKinds, type BodyKind } from '../contract/body-kinds.ts';
import type { OperatorView } from '../operators/operator-view.ts';
import { sayFact } from '../territory/say-fact.ts';
import { departmentOf } from './declare-body.ts';
import { factLabels } from '../contract/fact-labels.ts';
import { referenceFinder } from './find-reference.ts';
import { judgeFacts, judgeIdentity, type EnteredFacts } from './judge-facts.ts';
import { CellFault, readBudget, readCount, readDay, readDigits, readKind, readYesNo } from './read-cells.ts';
import type { ImportRow } from './read-import-file.ts';
import type { NewDeclaration } from './write-declarations.ts';
import { newFacts, saidIn } from './write-facts.ts';

export type PlannedLine = { line: number; name: string; kind: string; says: string[] } & (
  | { action: 'declare'; declaration: NewDeclaration }
  | { action: 'change'; bodyId: string; sinceOn: string; facts: EnteredFacts }
  | { action: 'nothing' }
  | { action: 'error' }
);

/** What an import would do with each line, and why it would not. Pure: nothing is written. `today` is the day from which facts hold by default. */
export function planImport(view: OperatorView, rows: readonly ImportRow[], today: string): PlannedLine[] {
  const find = referenceFinder(view);
  const declared = new Map(
    view.declared.flatMap((body) => keysOf(body.name, body.kind, body.siren ?? null, body.parentId ?? null).map((key) => [key, body])),
  );
  const linesByKey = new Map<string, number>();
  return rows.map((row) => planLine(row));

  function planLine({ line, cells }: ImportRow): PlannedLine {
    const faults: string[] = [];
    const read = <Value>(reader: () => Value): Value | undefined => {
      try {
        return reader();
      } catch (error) {
        if (!(error instanceof CellFault)) throw error;
        faults.push(error.message);
        return undefined;
      }
    };
    const { name } = cells;
    if (name === '') faults.push('Le nom manque.');
    const kind = read(() => readKind(cells.kind));
    const siren = read(() => readDigits(cells.siren, 9, 'SIREN')) ?? null;
    const sinceOn = read(() => readDay(cells.since)) ?? today;
    const facts: EnteredFacts = {
      parent: cells.parent === '' ? undefined : read(() => find(cells.parent).id),
      serves: read(() => servedIn(cells.serves)),
      population: read(() => readCount(cells.population, 'population')),
      agents: read(() => readCount(cells.agents, 'agents')),
      budget: read(() => readBudget(cells.budget)),
      affiliated: read(() => readYesNo(cells.affiliated, 'affiliation')),
      hosted: read(() => readYesNo(cells.hosted, 'hébergement')),
      siret: read(() => readDigits(cells.siret, 14, 'SIRET')),
    };
    const shown = { line, name, kind: kind ? kindLabels[kind] : cells.kind };
    if (faults.length > 0 || !kind) return { ...shown, action: 'error', says: faults };
    const repeated = repeatedLine(line, name, kind, siren, facts.parent ?? null);
    if (repeated !== undefined) return { ...shown, action: 'error', says: [`La même collectivité figure déjà ligne ${repeated}.`] };
    const body = isRegistered(kind) ? read(() => registeredBody(name, siren)) : standing(name, kind, siren, facts.parent ?? null);
    if (faults.length > 0) return { ...shown, action: 'error', says: faults };
    return body ? planChange(shown, body, sinceOn, facts) : planDeclaration(shown, { name, kind, siren, sinceOn, facts });
  }

  function planChange(shown: { line: number; name: string; kind: string }, body: BodyFacts, sinceOn: string, facts: EnteredFacts): PlannedLine {
    // The file may write the name otherwise than the register: it is found by its number, and its name is left as it is.
    const faults = [...judgeFacts(view, { ...body, isDeclared: view.isDeclared(body.id) }, facts)];
    if (faults.length > 0) return failed(shown, faults);
    const news = newFacts(body, facts);
    const changes = saidIn(news).map(([what, value]) => `${factLabels[what]} : ${sayFact(what, value, (id) => view.find(id)?.name ?? id)}`);
    if (changes.length === 0) return { ...shown, action: 'nothing', says: ['Déjà à jour.'] };
    return { ...shown, action: 'change', says: changes, bodyId: body.id, sinceOn, facts: news };
  }

  function planDeclaration(shown: { line: number; name: string; kind: string }, one: Omit<NewDeclaration, 'department'>): PlannedLine {
    const { name, kind, siren, facts } = one;
    const faults = [
      ...judgeIdentity(view, { name, kind, siren, parent: facts.parent }),
      ...judgeFacts(view, { id: null, name, isDeclared: true, ...(siren !== null && { siren }) }, facts),
    ];
    if (faults.length > 0) return failed(shown, faults);
    const says = saidIn(facts).map(([what, value]) => `${factLabels[what]} : ${sayFact(what, value, (id) => view.find(id)?.name ?? id)}`);
    return { ...shown, action: 'declare', says, declaration: { ...one, department: departmentOf(view, facts) } };
  }

  function servedIn(text: string): string[] | undefined {
    const named = text.split(/[;,|/]/).map((one) => one.trim());
    const ids = named.filter((one) => one !== '').map((one) => find(one).id);
    return ids.length > 0 ? [...new Set(ids)] : undefined;
  }

  function registeredBody(name: string, siren: string | null): BodyFacts {
    return find(siren ?? name);
  }

  function standing(name: string, kind: BodyKind, siren: string | null, parent: string | null): BodyFacts | undefined {
    return keysOf(name, kind, siren, parent).flatMap((key) => declared.get(key) ?? [])[0];
  }

  function repeatedLine(line: number, name: string, kind: BodyKind, siren: string | null, parent: string | null): number | undefined {
    const keys = keysOf(name, kind, siren, parent);
    const earlier = keys.flatMap((key) => linesByKey.get(key) ?? [])[0];
    for (const key of keys) if (!linesByKey.has(key)) linesByKey.set(key, line);
    return earlier;
  }
}

// One body per SIREN; without one, per name, kind and parent. A body declared without its SIREN is found again once the file gives it.
function keysOf(name: string, kind: BodyKind, siren: string | null, parent: string | null): string[] {
  if (siren !== null) return [`siren ${siren}`];
  return [`${kind} ${parent ?? ''} ${foldText(name)}`];
}

function isRegistered(kind: BodyKind): boolean {
  return registeredKinds.some((one) => one === kind);
}

function failed(shown: { line: number; name: string; kind: string }, faults: readonly Refusal[]): PlannedLine {
  return { ...shown, action: 'error', says: faults.map(({ message }) => message) };
}
