// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { volume } from '#rooms/catalogue/api.ts';
import type { OperatorView } from '#rooms/organisations/api.ts';
import type { Draft } from './draft-convention.ts';
import type { Said } from './said.ts';

const kinds = { cadre: 'Convention cadre', tripartite: 'Convention tripartite', package: 'Convention' } as const;

/** What would be created, in a few lines. */
export function sayCreation(said: Said, { lines, printedCents, services, allowances, uses }: Draft, view: OperatorView): string[] {
  const name = (id: string): string => view.find(id)?.name ?? '';
  const payer = said.payerId === said.beneficiaryId ? '' : `, payée par ${name(said.payerId)}`;
  const price = lines.map(({ label, amountCents }) => `${label} ${amountCents === null ? 'sur devis' : formatEuros(amountCents)}`).join(', ');
  return [
    `${kinds[said.kind]} de ${name(said.beneficiaryId)}${payer}, ${period(said)}, édition ${said.edition}.`,
    ...(lines.length > 0 ? [`${price}${printedCents === null ? '' : `, soit ${formatEuros(printedCents)} par an`}.`] : []),
    `${many(services.length, 'service')} et ${many(allowances.length, 'droit')} à compter${uses.length > 0 ? `, dont repris : ${uses.map(sayUse).join(', ')}` : ''}.`,
    ...(said.certificates.length > 0 ? [`${many(said.certificates.length, 'certificat')}.`] : []),
  ];
}

/** What a corrected file changes: each thing before and after. */
export function sayChanges(before: Said, after: Said, view: OperatorView): string[] {
  const words: readonly [string, (said: Said) => string][] = [
    ['Bénéficiaire', ({ beneficiaryId }) => view.find(beneficiaryId)?.name ?? beneficiaryId],
    ['Édition', ({ edition }) => edition ?? ''],
    ['Période', period],
    ['Reconduction', ({ renewal, noticeMonths }) => `${renewal === 'tacit' ? 'tacite' : 'expresse'}, préavis ${noticeMonths} mois`],
    ['Délibération', ({ act }) => [act.number, act.votedOn && dayOf(act.votedOn), act.identifier].filter(Boolean).join(', ')],
    ['Signature', ({ signedOn, signedFor }) => [signedOn && dayOf(signedOn), signedFor].filter(Boolean).join(', ')],
    ['Volume', ({ volumeGo }) => (volumeGo === null ? '' : volume(volumeGo))],
    ['Offres', ({ items }) => items.map(({ name, quantity }) => (quantity === null ? name : `${name} × ${quantity}`)).join(', ')],
    ['Montant du document', ({ amountCents }) => (amountCents === null ? '' : formatEuros(amountCents))],
    ['Droits utilisés', ({ uses }) => uses.map(({ name, amount, on }) => `${name} = ${amount}${on === null ? '' : ` le ${dayOf(on)}`}`).join(', ')],
    ['Certificats', ({ certificates }) => certificates.map(({ holder, expiresOn }) => `${holder} ${dayOf(expiresOn)}`).join(', ')],
  ];
  return words.flatMap(([what, say]) => {
    const [old, next] = [say(before), say(after)];
    return old === next ? [] : [`${what} : ${old || 'rien'} → ${next || 'rien'}.`];
  });
}

function sayUse({ label, amount, unit, on }: Draft['uses'][number]): string {
  return `${label} ${(amount / 1000).toLocaleString('fr-FR')} ${unit} le ${dayOf(on)}`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count > 1 ? 's' : ''}`;
}

function period({ beginsOn, endsOn }: Said): string {
  return endsOn === null ? `depuis le ${dayOf(beginsOn)}` : `du ${dayOf(beginsOn)} au ${dayOf(endsOn)}`;
}

function dayOf(day: string): string {
  return formatDay(Temporal.PlainDate.from(day));
}
