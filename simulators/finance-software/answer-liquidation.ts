// SPDX-License-Identifier: EUPL-1.2
import { parse } from 'csv-parse/sync';

/** The program's own memory: the next titre and bordereau of each exercice, and the titre of each reference. */
export type FinanceSoftware = {
  exercice: number;
  nextTitre: number;
  nextBordereau: number;
  titres: Map<string, { titre: number; bordereau: number; cents: number }>;
};

const columns = { reference: 'Référence', gross: 'Montant TTC', siret: 'SIRET tiers' } as const;

/** Numbers what the liquidation file holds: a table of titres, one row a reference. Throws, as such programs do, on the first thing it cannot read. */
export function takeIn(file: Uint8Array, software: FinanceSoftware, today: string): Uint8Array {
  const text = new TextDecoder('windows-1252').decode(file);
  // csv-parse gives objects of texts when it is asked for columns.
  const rows = parse(text, { columns: true, delimiter: ';' }) as Record<string, string>[];
  const totals = new Map<string, number>();
  for (const row of rows) {
    const reference = row[columns.reference];
    const amount = row[columns.gross];
    if (!reference || !amount || !/^-?\d+,\d\d$/.test(amount)) throw new Error(`ligne illisible : ${JSON.stringify(row)}`);
    if (!/^\d{14}$/.test(row[columns.siret] ?? '')) throw new Error(`tiers inconnu : ${row[columns.siret]}`);
    if (software.titres.has(reference)) throw new Error(`référence déjà reprise : ${reference}`);
    totals.set(reference, (totals.get(reference) ?? 0) + Math.round(Number(amount.replace(',', '.')) * 100));
  }
  const bordereau = software.nextBordereau++;
  const answers = [...totals].map(([reference, cents]) => {
    const titre = software.nextTitre++;
    software.titres.set(reference, { titre, bordereau, cents });
    return [reference, String(titre), String(bordereau), String(software.exercice), french(today)];
  });
  return table(['Référence', 'Titre', 'Bordereau', 'Exercice', 'Date titre'], answers);
}

/** What was received: a table of payments, each under its own reference. */
export function tellPayments(payments: readonly { reference: string; cents: number; on: string }[], software: FinanceSoftware): Uint8Array {
  const rows = payments.map(({ reference, cents, on }, at) => {
    const known = software.titres.get(reference);
    if (!known) throw new Error(`référence inconnue : ${reference}`);
    return [
      reference,
      String(known.titre),
      String(software.exercice),
      (cents / 100).toFixed(2).replace('.', ','),
      french(on),
      `ENC-${known.titre}-${at + 1}`,
    ];
  });
  return table(['Référence', 'Titre', 'Exercice', 'Montant encaissé', 'Date encaissement', 'Référence encaissement'], rows);
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  const text = [titles, ...rows].map((row) => `${row.join(';')}\r\n`).join('');
  // All that it writes is in ISO-8859-1, where Windows-1252 has the same bytes.
  return Buffer.from(text, 'latin1');
}

function french(day: string): string {
  return day.split('-').toReversed().join('/');
}
