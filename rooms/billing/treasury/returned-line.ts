// SPDX-License-Identifier: EUPL-1.2
/**
 * What the Treasury or the finance software says of documents, whatever the file that says it. Texts are as read: `settle-lines.ts` judges
 * them against what the operator issued.
 */
export const returnedKinds = ['titre', 'payment', 'cancelled', 'rejected', 'acknowledged', 'unreadable'] as const;

export type ReturnedLine = {
  /** Line of the file, as an editor or a spreadsheet shows it. */ line: number;
  /** `titre`: taken in charge under a number; `acknowledged`: a bordereau accepted whole; `rejected`, `cancelled`:
   * a titre that the accountant sent back or cancelled; `unreadable`: a line that says nothing we can use. */
  what: (typeof returnedKinds)[number];
  /** Number of the document, where the file gives it. */ document: string | null;
  titre: string | null;
  bordereau: string | null;
  exercice: string | null;
  /** `YYYY-MM-DD` when it could be read. */ on: string | null;
  amountCents: number | null;
  /** What names this payment at the sender's. */ reference: string | null;
  /** SIRET of the operator whose document it is, where the line gives it. */ operator: string | null;
  /** The sender's words: an anomaly, a reason. */ says: string;
};

/** What a file says, or why it cannot be read; a broken one is kept by whoever asked, to be read again later. */
export type ReturnReading =
  | {
      status: 'read';
      form: 'acquit' | 'pes-retour' | 'csv';
      /** Name of the file that it answers, where it says so. */ answers: string | null;
      /** Whom the whole file is for, where it says so. */ addressee: Addressee | null;
      lines: readonly ReturnedLine[];
      /** What was put up with, in French sentences. */ remarks: readonly string[];
    }
  | { status: 'broken'; says: string; remarks: readonly string[] };

export type Addressee = { siret: string | null; codCol: string | null; codBud: string | null };

/** A line that says nothing yet. */
export const nothingSaid: Omit<ReturnedLine, 'line' | 'what'> = {
  document: null,
  titre: null,
  bordereau: null,
  exercice: null,
  on: null,
  amountCents: null,
  reference: null,
  operator: null,
  says: '',
};
