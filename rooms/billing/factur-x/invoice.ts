// SPDX-License-Identifier: EUPL-1.2
/**
 * The part of the EN 16931 model that our invoices and credit notes use, as texts: what a file says, right or wrong. Null is an absent
 * element. Amounts are decimals with a dot, days `YYYYMMDD`. The names of the standard (BT-1…) are beside ours.
 */
export type Invoice = {
  /** BT-24. */ profile: string | null;
  /** BT-1. */ number: string | null;
  /** BT-3: 380 invoice, 381 credit note. */ typeCode: string | null;
  /** BT-2. */ issuedOn: string | null;
  /** BG-1. */ notes: readonly { text: string; /** BT-21. */ subject: string | null }[];
  /** BT-10: « code service » in Chorus Pro. */ buyerReference: string | null;
  /** BT-13: number of the commitment. */ orderReference: string | null;
  /** BT-12. */ contractReference: string | null;
  /** BG-4. */ seller: Party;
  /** BG-7. */ buyer: Party;
  /** BT-5. */ currency: string | null;
  /** BG-16. */ payment: PaymentMeans | null;
  /** BG-23. */ vat: readonly VatBreakdown[];
  /** BG-14. */ period: Period | null;
  /** BT-20. */ terms: string | null;
  /** BT-9. */ dueOn: string | null;
  totals: Totals;
  /** BG-3: what a credit note corrects. */ preceding: readonly { number: string | null; issuedOn: string | null }[];
  /** BG-25. */ lines: readonly InvoiceLine[];
};

export type Identifier = { value: string; scheme: string | null };

export type Party = {
  /** BT-29, BT-46: SIRET (0009). */ globalId: Identifier | null;
  /** BT-27, BT-44. */ name: string | null;
  /** BT-30, BT-47: SIREN (0002). */ legalId: Identifier | null;
  contact: { name: string | null; phone: string | null; email: string | null } | null;
  address: Address | null;
  /** BT-34, BT-49. */ electronic: Identifier | null;
  /** BT-31, BT-48. */ vatNumber: string | null;
  /** BT-32. */ fiscalNumber: string | null;
};

export type Address = { postcode: string | null; lines: readonly string[]; city: string | null; country: string | null };

export type PaymentMeans = {
  /** BT-81. */ code: string | null;
  /** BT-84. */ iban: string | null;
  /** BT-85. */ accountName: string | null;
  /** BT-86. */ bic: string | null;
};

export type Period = { from: string | null; until: string | null };

export type VatBreakdown = {
  /** BT-118. */ category: string | null;
  /** BT-119, in percent. */ rate: string | null;
  /** BT-116. */ base: string | null;
  /** BT-117. */ tax: string | null;
  /** BT-120. */ reason: string | null;
  /** BT-121. */ reasonCode: string | null;
};

export type Totals = {
  /** BT-106. */ lines: string | null;
  /** BT-109. */ net: string | null;
  /** BT-110. */ tax: string | null;
  taxCurrency: string | null;
  /** BT-112. */ gross: string | null;
  /** BT-113. */ prepaid: string | null;
  /** BT-115. */ due: string | null;
};

export type InvoiceLine = {
  /** BT-126. */ id: string | null;
  /** BT-127. */ note: string | null;
  /** BT-153. */ name: string | null;
  /** BT-154. */ description: string | null;
  /** BT-146. */ price: string | null;
  /** BT-129. */ quantity: string | null;
  /** BT-130. */ unit: string | null;
  /** BT-151. */ category: string | null;
  /** BT-152. */ rate: string | null;
  period: Period | null;
  /** BT-131. */ net: string | null;
};
