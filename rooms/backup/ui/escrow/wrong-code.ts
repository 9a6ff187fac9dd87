// SPDX-License-Identifier: EUPL-1.2

export const WRONG_CODE = 'Ce code n’est pas entier, ou comporte une faute de frappe : relisez la fiche.';
