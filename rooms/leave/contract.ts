// SPDX-License-Identifier: EUPL-1.2
export * from './contract/refusals.ts';
export * from './contract/requests.ts';
export * from './contract/views.ts';
export * from './contract/setup.ts';
export * from './contract/stand-ins.ts';
export * from './contract/feeds.ts';
export * from './contract/proofs.ts';
export * from './contract/hours.ts';
export * from './contract/closing.ts';
export * from './contract/import.ts';
export * from './contract/rules.ts';
export * from './contract/templates.ts';
export * from './contract/statistics.ts';
export * from './contract/school-calendar.ts';
