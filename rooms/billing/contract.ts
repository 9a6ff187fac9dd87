// SPDX-License-Identifier: EUPL-1.2
export * from './contract/charges.ts';
export * from './contract/contests.ts';
export * from './contract/corrections.ts';
export * from './contract/costs.ts';
export * from './contract/documents.ts';
export * from './contract/exchange.ts';
export * from './contract/payers.ts';
export * from './contract/received.ts';
export * from './contract/runs.ts';
export * from './contract/settings.ts';
export * from './contract/year.ts';
export { documentKinds, type AnnexBody, type BillingDocument, type DocumentLine } from './document.ts';
export { unitWords } from './unit-words.ts';
