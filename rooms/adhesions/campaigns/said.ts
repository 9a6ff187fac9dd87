// SPDX-License-Identifier: EUPL-1.2
/** What is kept of a comparison, and what a letter says. */

/** One printed line before and after; null where it is not, or is sur devis. */
export type ComparedLine = {
  label: string;
  for: string;
  beforeCents: number | null;
  afterCents: number | null;
  isOnQuote: boolean;
  whyBefore: string[];
  whyAfter: string[];
};

export type ComparedRights = {
  gained: string[];
  lost: string[];
  /** Quotas that change; amounts in units, null without bound. */
  changed: { label: string; unit: string; before: number | null; after: number | null }[];
};

export type Explanation = { lines: ComparedLine[]; rights: ComparedRights; notes: string[] };

export type Said = {
  operator: string;
  campaign: string;
  title: string;
  payer: string;
  convention: string;
  fromLabel: string;
  toLabel: string;
  appliesTo: 'agreed' | 'unless-refused';
  legalGround: string;
};
