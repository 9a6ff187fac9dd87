// SPDX-License-Identifier: EUPL-1.2
/** What becomes of the conventions of bodies that merge, end or move. Pure. */
import type { ConventionRow } from '../successions/succeed.ts';
import type { Change } from './find-changes.ts';

export type Concerned = ConventionRow & { payer: string; beneficiary: string; scopes: readonly string[] };
export type Step = { convention: Concerned; action: 'transfer' | 'end' | 'choose' | 'leave'; payerId: string; beneficiaryId: string; says: string };
export type Conflict = { key: string; name: string; says: string; steps: Step[]; proposed: string };
export type Plan = { change: Change; steps: Step[]; conflicts: Conflict[] };

type Around = {
  nameOf: (id: string) => string;
  /** The cadre of the new EPCI on that day, for a commune that moves. */
  newCadre: { id: string; number: string } | null;
  /** The EPCI of which the register makes the successor a member. */
  homeEpciId: string | null;
};

/** Each convention concerned: carried over as it is, ended, or to be chosen among those that one body cannot have twice. */
export function planChange(change: Change, concerned: readonly Concerned[], around: Around): Plan {
  const steps = concerned.map((convention) => stepOf(change, convention, around));
  const conflicts = change.kind === 'merger' ? conflictsOf(change, steps, around) : [];
  const chosen = new Set(conflicts.flatMap((one) => one.steps));
  return {
    change,
    conflicts,
    steps: steps.map((step) => (chosen.has(step) ? { ...step, action: 'choose', says: 'Une seule peut continuer : choisissez.' } : step)),
  };
}

function stepOf(change: Change, convention: Concerned, { nameOf, newCadre }: Around): Step {
  const same = { convention, payerId: convention.payer_id, beneficiaryId: convention.beneficiary_id };
  if (convention.begins_on >= change.on && convention.opened_at === null)
    return { ...same, action: 'leave', says: 'Elle ne commence pas avant ce jour : reprenez son dossier avec la collectivité qui succède.' };
  if (change.kind === 'dissolution') return { ...same, action: 'end', says: 'Elle prend fin la veille : personne ne succède.' };
  if (change.kind === 'move') {
    if (!newCadre || change.intoId === null)
      return { ...same, action: 'end', says: 'Elle prend fin la veille : le nouvel EPCI n’a pas de convention cadre.' };
    return {
      ...same,
      payerId: change.intoId,
      action: 'transfer',
      says: `Elle continue sous la convention cadre ${newCadre.number}, aux conditions de celle-ci.`,
    };
  }
  const into = change.intoId ?? '';
  const following = (id: string): string => (change.fromIds.includes(id) ? into : id);
  const step = { convention, payerId: following(convention.payer_id), beneficiaryId: following(convention.beneficiary_id) };
  // A contract is carried out as it was until its term (CGCT art. L. 2113-5, L. 5211-41-3): neither edition nor price changes.
  return { ...step, action: 'transfer', says: `${nameOf(into)} prend la suite, aux mêmes conditions jusqu’au terme.` };
}

function conflictsOf({ intoId }: Change, steps: readonly Step[], { nameOf, homeEpciId }: Around): Conflict[] {
  const byPlace = Map.groupBy(
    steps
      .filter(({ action }) => action === 'transfer')
      .flatMap((step) => step.convention.scopes.map((scope) => ({ step, key: `${step.beneficiaryId} ${scope}` }))),
    ({ key }) => key,
  );
  return [...byPlace].flatMap(([key, those]) => {
    const rivals = [...new Set(those.map(({ step }) => step))];
    const [first] = rivals;
    if (rivals.length < 2 || !first) return [];
    const payers = new Set(rivals.map(({ payerId }) => payerId));
    const proposed =
      rivals.find(({ convention }) => convention.beneficiary_id === intoId) ?? rivals.find(({ payerId }) => payerId === homeEpciId) ?? first;
    const what =
      first.convention.kind === 'cadre' ? 'deux conventions cadres' : payers.size > 1 ? 'deux EPCI qui paieraient' : 'deux conventions de même objet';
    const volumes = first.convention.kind === 'cadre' ? ' Les volumes souscrits s’additionnent sur la grille.' : '';
    const says = `${nameOf(first.beneficiaryId)} aurait ${what} : une seule continue, l’autre prend fin la veille.${volumes}`;
    return [{ key, name: nameOf(first.beneficiaryId), says, steps: rivals, proposed: proposed.convention.id }];
  });
}
