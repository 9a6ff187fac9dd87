// SPDX-License-Identifier: EUPL-1.2
import { countries, currencies, electronicSchemes, identifierSchemes, invoiceTypes, noteSubjects, paymentMeans, vatPrefixes } from '../codes.ts';
import type { Identifier, Invoice, PaymentMeans, Period } from '../invoice.ts';
import { isSaid, rule, type Rule } from './rule.ts';

/** What an invoice must say of itself, of who sends and who pays. */
export const headerRules: readonly Rule[] = [
  rule('BR-01', 'Identifiant de spécification (BT-24)', 'Le profil de la facture doit être indiqué.', ({ profile }) => isSaid(profile)),
  rule(
    'CII-SR-009',
    'Identifiant de spécification (BT-24)',
    'Le profil de la facture doit être indiqué une fois.',
    ({ profile }) => profile !== null,
  ),
  rule('CII-SR-010', 'Identifiant de spécification (BT-24)', 'Le profil de la facture doit avoir un identifiant.', ({ profile }) => profile !== null),
  rule('BR-02', 'Numéro (BT-1)', 'La facture doit porter un numéro.', ({ number }) => isSaid(number)),
  rule('BR-03', 'Date d’émission (BT-2)', 'La facture doit porter sa date d’émission.', ({ issuedOn }) => isSaid(issuedOn)),
  rule('BR-04', 'Type de document (BT-3)', 'Le type de document doit être indiqué.', ({ typeCode }) => isSaid(typeCode)),
  rule('CII-SR-014', 'Type de document (BT-3)', 'Le type de document doit être indiqué une fois.', ({ typeCode }) => typeCode !== null),
  rule('BR-CL-01', 'Type de document (BT-3)', 'Le type doit être 380 (facture) ou 381 (avoir).', ({ typeCode }) => isIn(invoiceTypes, typeCode)),
  rule('BR-05', 'Devise (BT-5)', 'La devise doit être indiquée.', ({ currency }) => isSaid(currency)),
  rule('BR-CL-04', 'Devise (BT-5)', 'La devise doit être l’euro ou le franc Pacifique.', ({ currency }) => isIn(currencies, currency)),
  rule('BR-CL-03', 'Devise de la TVA (BT-110)', 'La devise de la TVA doit être l’euro ou le franc Pacifique.', ({ totals }) =>
    totals.tax === null ? true : isIn(currencies, totals.taxCurrency),
  ),
  rule('BR-CL-08', 'Objet d’une note (BT-21)', 'L’objet d’une note doit être pris dans la liste des objets.', ({ notes }) =>
    notes.every(({ subject }) => isIn(noteSubjects, subject)),
  ),
  rule('CII-DT-097', 'Dates', 'Chaque date doit exister et s’écrire AAAAMMJJ.', (invoice) => datesOf(invoice).every(isDay)),

  rule('BR-06', 'Nom du vendeur (BT-27)', 'Le nom de l’opérateur doit être indiqué.', ({ seller }) => isSaid(seller.name)),
  rule('BR-07', 'Nom de l’acheteur (BT-44)', 'Le nom du payeur doit être indiqué.', ({ buyer }) => isSaid(buyer.name)),
  rule('BR-08', 'Adresse du vendeur (BG-5)', 'L’adresse de l’opérateur doit être indiquée.', ({ seller }) => seller.address !== null),
  rule('BR-09', 'Pays du vendeur (BT-40)', 'Le pays de l’opérateur doit être indiqué.', ({ seller }) => isSaid(seller.address?.country)),
  rule('BR-10', 'Adresse de l’acheteur (BG-8)', 'L’adresse du payeur doit être indiquée.', ({ buyer }) => buyer.address !== null),
  rule('BR-11', 'Pays de l’acheteur (BT-55)', 'Le pays du payeur doit être indiqué.', ({ buyer }) => isSaid(buyer.address?.country)),
  rule('BR-CL-14', 'Pays (BT-40, BT-55)', 'Le pays doit être un code ISO de deux lettres, comme FR.', ({ seller, buyer }) =>
    [seller.address, buyer.address].every((address) => isIn(countries, address?.country ?? null)),
  ),
  rule('BR-CO-26', 'Identifiant du vendeur (BT-29, BT-30, BT-31)', 'L’opérateur doit être identifié : SIRET, SIREN ou numéro de TVA.', ({ seller }) =>
    [seller.globalId, seller.legalId, seller.vatNumber].some((id) => id !== null),
  ),
  rule('BR-CO-09', 'Numéro de TVA (BT-31, BT-48)', 'Un numéro de TVA commence par les deux lettres de son pays.', ({ seller, buyer }) =>
    [seller.vatNumber, buyer.vatNumber].every((number) => number === null || vatPrefixes.has(number.slice(0, 2))),
  ),
  rule(
    'BR-CL-10',
    'Schéma d’un identifiant (BT-29, BT-46)',
    'Le schéma d’un identifiant doit être 0009 (SIRET) ou un autre de la liste.',
    ({ seller, buyer }) => isListed(identifierSchemes, seller.globalId, buyer.globalId),
  ),
  rule(
    'BR-CL-11',
    'Schéma d’un identifiant légal (BT-30, BT-47)',
    'Le schéma d’un identifiant légal doit être 0002 (SIREN) ou un autre de la liste.',
    ({ seller, buyer }) => isListed(identifierSchemes, seller.legalId, buyer.legalId),
  ),
  rule('BR-62', 'Adresse électronique du vendeur (BT-34)', 'Le schéma de l’adresse électronique de l’opérateur doit être indiqué.', ({ seller }) =>
    seller.electronic ? isSaid(seller.electronic.scheme) : true,
  ),
  rule('BR-63', 'Adresse électronique de l’acheteur (BT-49)', 'Le schéma de l’adresse électronique du payeur doit être indiqué.', ({ buyer }) =>
    buyer.electronic ? isSaid(buyer.electronic.scheme) : true,
  ),
  rule(
    'BR-CL-25',
    'Schéma d’une adresse électronique (BT-34, BT-49)',
    'Le schéma d’une adresse électronique doit être pris dans la liste.',
    ({ seller, buyer }) => isListed(electronicSchemes, seller.electronic, buyer.electronic),
  ),

  rule('BR-49', 'Moyen de paiement (BT-81)', 'Le moyen de paiement doit être indiqué.', ({ payment }) => payment?.code !== null),
  rule('BR-CL-16', 'Moyen de paiement (BT-81)', 'Le moyen de paiement doit être pris dans la liste (30 : virement).', ({ payment }) =>
    isIn(paymentMeans, payment?.code ?? null),
  ),
  rule('BR-50', 'IBAN (BT-84)', 'Un virement demande l’IBAN du compte à créditer.', ({ payment }) => !hasAccount(payment) || isSaid(payment?.iban)),
  rule('BR-61', 'IBAN (BT-84)', 'Un virement demande l’IBAN du compte à créditer.', ({ payment }) => !hasAccount(payment) || payment?.iban !== null),
  rule(
    'CII-SR-470',
    'IBAN (BT-84)',
    'Un virement demande l’IBAN du compte à créditer.',
    ({ payment }) => !isTransfer(payment) || payment?.iban !== null,
  ),

  rule('BR-29', 'Période facturée (BT-73, BT-74)', 'La période facturée ne peut pas finir avant de commencer.', ({ period }) => isInOrder(period)),
  rule('BR-CO-19', 'Période facturée (BG-14)', 'La période facturée doit avoir un début ou une fin.', ({ period }) => isBounded(period)),
  rule('BR-55', 'Facture corrigée (BT-25)', 'Le numéro de la facture corrigée doit être indiqué.', ({ preceding }) =>
    preceding.every(({ number }) => isSaid(number)),
  ),
  rule('BR-16', 'Lignes (BG-25)', 'La facture doit avoir au moins une ligne.', ({ lines }) => lines.length > 0),
];

/** A period may lack one of its ends; days as the standard writes them compare as texts. */
export function isInOrder(period: Period | null): boolean {
  return !period || period.from === null || period.until === null || period.until >= period.from;
}

export function isBounded(period: Period | null): boolean {
  return !period || period.from !== null || period.until !== null;
}

/** An absent code breaks no list: other rules say which ones must be there. */
export function isIn(list: ReadonlySet<string>, code: string | null): boolean {
  return code === null || list.has(code.trim());
}

function isListed(list: ReadonlySet<string>, ...ids: readonly (Identifier | null)[]): boolean {
  return ids.every((id) => isIn(list, id?.scheme ?? null));
}

function isTransfer(payment: PaymentMeans | null): boolean {
  return payment?.code === '30' || payment?.code === '58';
}

function hasAccount(payment: PaymentMeans | null): boolean {
  return isTransfer(payment) && (payment?.iban !== null || payment.accountName !== null);
}

function datesOf({ issuedOn, dueOn, period, lines }: Invoice): (string | null)[] {
  const periods = [period, ...lines.map((line) => line.period)];
  return [issuedOn, dueOn, ...periods.flatMap((one) => [one?.from ?? null, one?.until ?? null])];
}

function isDay(text: string | null): boolean {
  return text === null || /^\s*\d{4}(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])\s*$/.test(text);
}
