// SPDX-License-Identifier: EUPL-1.2
/** Settings as fields that a person types, and back. Pure. */
import { familyNames, type BillingSettings } from '../../contract.ts';

/** What the form shows of the settings. */
export function formOf(settings: BillingSettings) {
  const { issuer, series, notes } = settings;
  return {
    siret: issuer.siret ?? '',
    vatNumber: issuer.vatNumber ?? '',
    legalForm: issuer.legalForm,
    street: issuer.address?.lines.join(', ') ?? '',
    postcode: issuer.address?.postcode ?? '',
    city: issuer.address?.city ?? '',
    contactName: issuer.contact.name,
    phone: issuer.contact.phone,
    email: issuer.contact.email,
    accountant: issuer.payment.accountant,
    iban: issuer.payment.iban ?? '',
    bic: issuer.payment.bic ?? '',
    exemption: settings.exemption.reason,
    outside: settings.outside.reason,
    unqualified: `${settings.unqualified.kind} ${settings.unqualified.vatCode}`,
    note: settings.unqualified.note,
    rates: settings.rates.map((rate) => String(rate / 100).replace('.', ',')).join(' ; '),
    appel: series.appel,
    facture: series.facture,
    avoir: series.avoir,
    starts: series.starts.map(({ kind, year, first }) => `${kind} ${year} ${first}`).join(' ; '),
    prorata: settings.prorata as string,
    dueDays: settings.dueDays as number | null,
    instalments: settings.instalments.map(({ dueOn, percent }) => `${turned(dueOn, '-', '/')} ${percent} %`).join(' ; '),
    reminderDays: settings.reminderDays.join(' ; '),
    reminderText: settings.reminderText,
    notesAppel: notes.appel.join('\n'),
    notesFacture: notes.facture.join('\n'),
    notesAvoir: notes.avoir.join('\n'),
    accounting: Object.fromEntries(
      familyNames.map((family) => [
        family,
        { nature: settings.accounting[family].nature ?? '', fonction: settings.accounting[family].fonction ?? '' },
      ]),
    ),
  };
}

/** The settings that the fields say; what the form does not show stays. */
export function settingsOf(form: ReturnType<typeof formOf>, before: BillingSettings): BillingSettings {
  const [kind, vatCode] = form.unqualified.split(' ');
  const rates = listOf(form.rates).map((rate) => Math.round(Number(rate.replace(',', '.')) * 100));
  return {
    ...before,
    issuer: {
      siret: orNull(form.siret.replaceAll(/\s/g, '')),
      vatNumber: orNull(form.vatNumber),
      legalForm: form.legalForm,
      address:
        form.postcode === '' && form.city === ''
          ? null
          : {
              lines: form.street === '' ? [] : form.street.split(',').map((line) => line.trim()),
              postcode: form.postcode,
              city: form.city,
              country: 'FR',
            },
      contact: { name: form.contactName, phone: form.phone, email: form.email },
      payment: { iban: orNull(form.iban), bic: orNull(form.bic), accountant: form.accountant },
    },
    standardRateBasisPoints: rates[0] ?? before.standardRateBasisPoints,
    rates,
    exemption: { ...before.exemption, reason: form.exemption },
    outside: { reason: form.outside },
    unqualified: { kind: kind === 'facture' ? 'facture' : 'appel', vatCode: vatCode === 'S' ? 'S' : vatCode === 'E' ? 'E' : 'O', note: form.note },
    notes: { appel: linesOf(form.notesAppel), facture: linesOf(form.notesFacture), avoir: linesOf(form.notesAvoir) },
    series: { ...before.series, appel: form.appel, facture: form.facture, avoir: form.avoir, starts: startsOf(form.starts) },
    prorata: form.prorata === 'month' ? 'month' : form.prorata === 'day' ? 'day' : 'none',
    dueDays: form.dueDays ?? 0,
    instalments: listOf(form.instalments).map((one) => {
      const [dueOn = '', percent = ''] = one.replace('%', ' ').split(/\s+/);
      return { dueOn: turned(dueOn, '/', '-'), percent: Number(percent) };
    }),
    reminderDays: listOf(form.reminderDays).map(Number),
    reminderText: form.reminderText,
    accounting: Object.fromEntries(
      familyNames.map((family) => [
        family,
        { nature: orNull(form.accounting[family]?.nature ?? ''), fonction: orNull(form.accounting[family]?.fonction ?? '') },
      ]),
    ) as BillingSettings['accounting'], // a key for each family
  };
}

/** « facture 2026 125 »: what names no kind is taken as it is, and the server says so. */
function startsOf(text: string): BillingSettings['series']['starts'] {
  return listOf(text).map((one) => {
    const [kind = '', year = '', first = ''] = one.split(/\s+/);
    return { kind: kind.toLowerCase() as 'facture', year: Number(year), first: Number(first) }; // the server checks the kind
  });
}

/** « 06-30 » is « 30/06 », and back. */
function turned(day: string, before: string, after: string): string {
  return day.split(before).toReversed().join(after);
}

function listOf(text: string): string[] {
  return text
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
