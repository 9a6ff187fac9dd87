// SPDX-License-Identifier: EUPL-1.2
import type { BillingDocument, Payer, PostalAddress } from '../document.ts';
import { element, type Element } from '../xml/write-xml.ts';
import { toLatin1 } from './latin1.ts';
import type { PesSettings } from './order.ts';

/** A fact of PES: all of them live in an attribute `V`. Left out when null. */
export function value(name: string, of: string | number | null): Element | null {
  return of === null ? null : element(name, [], { V: String(of) });
}

/** A text cut to what the schema takes; left out when it is empty. */
export function text(name: string, of: string | null, most: number): Element | null {
  const said = (toLatin1(of ?? '') ?? '').slice(0, most).trim();
  return said === '' ? null : value(name, said);
}

export function amount(name: string, cents: number): Element | null {
  return value(name, (cents / 100).toFixed(2));
}

/** Envelope and header of every file that leaves. */
export function heading(settings: PesSettings, { fileName, madeOn }: { fileName: string; madeOn: string }): (Element | null)[] {
  return [
    element('Enveloppe', [
      element('Parametres', [value('Version', 2), value('TypFic', 'PESALR1'), value('NomFic', fileName)]),
      element('Emetteur', [text('Sigle', settings.emitter.sigle, 32), text('Adresse', settings.emitter.address, 38)]),
    ]),
    element('EnTetePES', [
      value('DteStr', madeOn),
      value('IdPost', settings.codique),
      value('IdColl', settings.siret),
      value('CodCol', settings.codCol),
      value('CodBud', settings.codBud),
      text('LibelleColBud', settings.budgetLabel, 38),
    ]),
  ];
}

/** « Catégorie de tiers » by kind of body; 29: other public establishments. */
export function categoryOf(kind: string): string {
  if (kind === 'commune') return '23';
  if (['cc', 'ca', 'cu', 'metropole', 'ept', 'sivu', 'sivom', 'sivos', 'sirp', 'syndicat'].includes(kind)) return '24';
  if (kind === 'caisse-des-ecoles') return '25';
  if (kind === 'ccas' || kind === 'cias') return '26';
  if (kind === 'departement') return '22';
  return kind === 'region' ? '21' : '29';
}

/** A name of up to 76 characters over the two fields of 38, cut between words. */
export function names(name: string): (Element | null)[] {
  const whole = toLatin1(name) ?? '';
  if (whole.length <= 38) return [text('Nom', whole, 38)];
  const at = whole.lastIndexOf(' ', 38);
  const cut = at > 0 ? at : 38;
  return [text('Nom', whole.slice(0, cut), 38), text('ComplNom', whole.slice(cut).trim(), 38)];
}

/** The payer as a third party of kind `type`: « 01 » principal debtor. */
export function debtorFacts(payer: Payer, type: string): (Element | null)[] {
  return [
    value('IdTiers', payer.siret),
    value('NatIdTiers', '01'),
    value('CatTiers', categoryOf(payer.kind)),
    // 09: local authority or local public establishment.
    value('NatJur', '09'),
    value('TypTiers', type),
    ...names(payer.name),
  ];
}

export function address(of: PostalAddress | null): Element | null {
  if (!of) return null;
  const [first = '', ...others] = of.lines.filter((line) => line.trim() !== '');
  // The street is the last line before the town; what precedes completes it.
  const street = others.at(-1) ?? first;
  const before = others.length > 0 ? [first, ...others.slice(0, -1)].join(', ') : null;
  return element('Adresse', [
    value('TypAdr', 1),
    text('Adr1', before, 38),
    text('Adr2', street, 38),
    value('CP', of.postcode),
    text('Ville', of.city, 38),
    value('CodRes', 0),
  ]);
}

/** A name that may never repeat: letters and digits alone. */
export function attachmentId(document: BillingDocument, settings: PesSettings): string {
  return `ASAP${settings.siret}${document.number.replaceAll(/[^0-9a-zA-Z]/g, '')}`.slice(0, 50);
}
