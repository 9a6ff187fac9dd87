// SPDX-License-Identifier: EUPL-1.2
export * from './contract/checks.ts';
export * from './contract/expiries.ts';
export * from './contract/incidents.ts';
export * from './contract/maintenance.ts';
export * from './contract/overview.ts';
export * from './contract/push.ts';
export * from './contract/refusals.ts';
export * from './contract/settings.ts';
export * from './contract/targets.ts';
