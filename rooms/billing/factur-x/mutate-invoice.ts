// SPDX-License-Identifier: EUPL-1.2
/** Ways to spoil a good invoice, for the test that holds our rules against the official ones. Each breaks what its name says. */
import type { Invoice, InvoiceLine, Party, PaymentMeans, Totals, VatBreakdown } from './invoice.ts';

export type Mutation = { name: string; spoil: (invoice: Invoice) => Invoice };

const texts = ['profile', 'number', 'typeCode', 'issuedOn', 'currency'] as const;
const sums = ['lines', 'net', 'tax', 'gross', 'due'] as const;
const ofLine = ['id', 'name', 'price', 'quantity', 'unit', 'category', 'rate', 'net'] as const;
const ofVat = ['category', 'rate', 'base', 'tax', 'reason', 'reasonCode'] as const;

export const mutations: readonly Mutation[] = [
  ...texts.flatMap((key) => [without(key, null), without(key, '')]),
  set('typeCode inconnu', { typeCode: '999' }),
  set('typeCode de proforma', { typeCode: '3 80' }),
  set('devise inconnue', { currency: 'EURO' }),
  set('devise en minuscules', { currency: 'eur' }),
  set('date impossible', { issuedOn: '20261340' }),
  set('date en clair', { issuedOn: '2026-11-21' }),
  set('échéance impossible', { dueOn: '2026' }),
  set('note d’objet inconnu', { notes: [{ text: 'Note', subject: 'ZZZZ' }] }),
  set('note d’objet connu', { notes: [{ text: 'Note', subject: 'PMT' }] }),
  set('période à l’envers', { period: { from: '20261231', until: '20260101' } }),
  set('période vide', { period: { from: null, until: null } }),
  set('période ouverte', { period: { from: '20260101', until: null } }),
  set('aucune ligne', { lines: [] }),
  set('aucune TVA', { vat: [] }),
  set('facture corrigée sans numéro', { preceding: [{ number: '', issuedOn: '20260101' }] }),
  set('facture corrigée absente', { preceding: [{ number: null, issuedOn: '20260101' }] }),
  set('sans paiement', { payment: null }),
  set('sans conditions', { terms: null, dueOn: null }),

  ...(['seller', 'buyer'] as const).flatMap((side) => [
    party(side, 'sans nom', { name: null }),
    party(side, 'au nom vide', { name: ' ' }),
    party(side, 'sans adresse', { address: null }),
    party(side, 'sans pays', { address: { lines: ['1 rue'], postcode: '33000', city: 'Bordeaux', country: null } }),
    party(side, 'au pays inconnu', { address: { lines: [], postcode: null, city: null, country: 'XX' } }),
    party(side, 'au pays en clair', { address: { lines: [], postcode: null, city: null, country: 'France' } }),
    party(side, 'sans identifiant', { globalId: null, legalId: null }),
    party(side, 'sans aucun numéro', { globalId: null, legalId: null, vatNumber: null, fiscalNumber: null }),
    party(side, 'au schéma inconnu', { globalId: { value: '1', scheme: '9999' } }),
    party(side, 'au schéma légal inconnu', { legalId: { value: '1', scheme: 'SIREN' } }),
    party(side, 'à l’adresse électronique sans schéma', { electronic: { value: '1', scheme: null } }),
    party(side, 'à l’adresse électronique au schéma vide', { electronic: { value: '1', scheme: '' } }),
    party(side, 'à l’adresse électronique au schéma inconnu', { electronic: { value: '1', scheme: '4242' } }),
    party(side, 'sans numéro fiscal', { vatNumber: null, fiscalNumber: null }),
    party(side, 'au numéro de TVA', { vatNumber: 'FR55253300001' }),
    party(side, 'au numéro de TVA sans pays', { vatNumber: '55253300001' }),
  ]),

  pay('sans code', { code: null }),
  pay('au code inconnu', { code: 'VIREMENT' }),
  pay('sans compte', { iban: null, accountName: null }),
  pay('sans IBAN', { iban: null, accountName: 'Trésor' }),
  pay('à l’IBAN vide', { iban: '' }),
  pay('par SEPA sans IBAN', { code: '58', iban: null, accountName: 'Trésor' }),
  pay('sans instrument', { code: '1', iban: null, accountName: null }),

  ...sums.flatMap((key) => [
    total(`${key} absent`, () => ({ [key]: null })),
    total(`${key} d’un centime de trop`, (totals) => ({ [key]: shifted(totals[key], 1) })),
    total(`${key} d’un euro de moins`, (totals) => ({ [key]: shifted(totals[key], -100) })),
    total(`${key} à trois décimales`, (totals) => ({ [key]: `${totals[key]}4` })),
    total(`${key} à trois décimales nulles`, (totals) => ({ [key]: `${totals[key]}0` })),
    total(`${key} négatif`, (totals) => ({ [key]: `-${totals[key]}` })),
  ]),
  total('acompte déduit', (totals) => ({ prepaid: '10.00', due: shifted(totals.gross, -1000) })),
  total('acompte oublié', () => ({ prepaid: '10.00' })),
  total('acompte à trois décimales', (totals) => ({ prepaid: '10.001', due: shifted(totals.gross, -1000) })),
  total('TVA sans devise', () => ({ taxCurrency: null })),
  total('TVA en dollars', () => ({ taxCurrency: 'USD!' })),
  total('TVA dans une autre devise connue', () => ({ taxCurrency: 'XPF' })),

  ...ofLine.flatMap((key) => [
    line(`${key} absent`, () => ({ [key]: null })),
    ...(key === 'price' || key === 'quantity' || key === 'rate' || key === 'net' ? [] : [line(`${key} vide`, () => ({ [key]: '' }))]),
  ]),
  line('prix négatif', ({ price }) => ({ price: `-${price}` })),
  line('prix nul', () => ({ price: '0' })),
  line('unité inconnue', () => ({ unit: 'JOUR' })),
  line('unité en minuscules', () => ({ unit: 'c62' })),
  line('montant d’un centime de trop', ({ net }) => ({ net: shifted(net, 1) })),
  line('montant de deux euros de trop', ({ net }) => ({ net: shifted(net, 200) })),
  line('montant à trois décimales', ({ net }) => ({ net: `${net}5` })),
  line('taux nul', () => ({ rate: '0' })),
  line('taux à 20', () => ({ rate: '20' })),
  line('taux négatif', () => ({ rate: '-5.5' })),
  line('période à l’envers', () => ({ period: { from: '20270101', until: '20260101' } })),
  line('période vide', () => ({ period: { from: null, until: null } })),
  line('jour impossible', () => ({ period: { from: '20260230', until: '20261301' } })),
  line('sans note', () => ({ note: null, description: null })),
  ...['S', 'E', 'O', 'Z', 'AE', 'X'].map((category) => line(`catégorie ${category}`, () => ({ category }))),
  ...['S', 'E', 'O', 'Z', 'AE'].map((category) => line(`catégorie ${category} sans taux`, () => ({ category, rate: null }))),

  ...ofVat.map((key) => vat(`${key} absent`, () => ({ [key]: null }))),
  vat('base d’un centime de trop', ({ base }) => ({ base: shifted(base, 1) })),
  vat('base d’un euro de trop', ({ base }) => ({ base: shifted(base, 100) })),
  vat('base de 99 centimes de moins', ({ base }) => ({ base: shifted(base, -99) })),
  vat('base à trois décimales', ({ base }) => ({ base: `${base}1` })),
  vat('TVA d’un centime de trop', ({ tax }) => ({ tax: shifted(tax, 1) })),
  vat('TVA de 99 centimes de trop', ({ tax }) => ({ tax: shifted(tax, 99) })),
  vat('TVA d’un euro de trop', ({ tax }) => ({ tax: shifted(tax, 100) })),
  vat('TVA de deux euros de trop', ({ tax }) => ({ tax: shifted(tax, 200) })),
  vat('TVA à trois décimales', ({ tax }) => ({ tax: `${tax}1` })),
  vat('taux à 10', () => ({ rate: '10' })),
  vat('taux de 0,4', () => ({ rate: '0.4' })),
  vat('taux de 0,5', () => ({ rate: '0.5' })),
  vat('taux écrit 20', () => ({ rate: '20' })),
  vat('motif inconnu', () => ({ reason: 'Motif', reasonCode: 'VATEX-FR-INVENTE' })),
  vat('motif en minuscules', () => ({ reason: 'Motif', reasonCode: 'vatex-eu-132-1f' })),
  vat('motif vide', () => ({ reason: '', reasonCode: null })),
  ...['S', 'E', 'O', 'Z', 'AE', 'X'].map((category) => vat(`catégorie ${category}`, () => ({ category }))),
  { name: 'récapitulatif en double', spoil: (invoice) => ({ ...invoice, vat: [...invoice.vat, ...invoice.vat] }) },
  ...(['E', 'O', 'Z', 'AE', 'S'] as const).map((category) => ({
    name: `tout en ${category}, sans motif ni numéro, TVA et base fausses`,
    spoil: (invoice: Invoice) => {
      const all = allIn(invoice, category);
      const vat = all.vat.map((one) => ({ ...one, reason: null, reasonCode: null, tax: '1.00', base: '3.141' }));
      return { ...all, vat, seller: { ...all.seller, vatNumber: null, fiscalNumber: null } };
    },
  })),
  ...(['E', 'O', 'Z', 'AE', 'S'] as const).map((category) => ({
    name: `tout en ${category}`,
    spoil: (invoice: Invoice) => allIn(invoice, category),
  })),
];

function set(name: string, to: Partial<Invoice>): Mutation {
  return { name, spoil: (invoice) => ({ ...invoice, ...to }) };
}

function without(key: (typeof texts)[number], value: null | ''): Mutation {
  return { name: `${key} ${value === null ? 'absent' : 'vide'}`, spoil: (invoice) => ({ ...invoice, [key]: value }) };
}

function party(side: 'seller' | 'buyer', name: string, to: Partial<Party>): Mutation {
  return { name: `${side} ${name}`, spoil: (invoice) => ({ ...invoice, [side]: { ...invoice[side], ...to } }) };
}

function pay(name: string, to: Partial<PaymentMeans>): Mutation {
  const plain = { code: '30', iban: 'FR7630001000640000000000000', accountName: null, bic: null };
  return { name: `paiement ${name}`, spoil: (invoice) => ({ ...invoice, payment: { ...plain, ...invoice.payment, ...to } }) };
}

function total(name: string, to: (totals: Totals) => Partial<Totals>): Mutation {
  return { name: `total ${name}`, spoil: (invoice) => ({ ...invoice, totals: { ...invoice.totals, ...to(invoice.totals) } }) };
}

/** The last line and the last rate: the first ones stay good beside them. */
function line(name: string, to: (line: InvoiceLine) => Partial<InvoiceLine>): Mutation {
  return { name: `ligne ${name}`, spoil: (invoice) => ({ ...invoice, lines: atEnd(invoice.lines, to) }) };
}

function vat(name: string, to: (vat: VatBreakdown) => Partial<VatBreakdown>): Mutation {
  return { name: `TVA ${name}`, spoil: (invoice) => ({ ...invoice, vat: atEnd(invoice.vat, to) }) };
}

function atEnd<T>(all: readonly T[], to: (one: T) => Partial<T>): T[] {
  return all.map((one, at) => (at === all.length - 1 ? { ...one, ...to(one) } : one));
}

function allIn(invoice: Invoice, category: string): Invoice {
  return {
    ...invoice,
    lines: invoice.lines.map((one) => ({ ...one, category, rate: category === 'O' ? null : '0' })),
    vat: invoice.vat.map((one) => ({ ...one, category, rate: category === 'O' ? null : '0', tax: '0.00', reason: 'Motif' })),
  };
}

function shifted(amount: string | null, cents: number): string {
  const total = Math.round(Number(amount ?? '0') * 100) + cents;
  return (total / 100).toFixed(2);
}
