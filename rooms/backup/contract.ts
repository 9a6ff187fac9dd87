// SPDX-License-Identifier: EUPL-1.2
/** All that the screens may know of this room: one file per subject in `contract/`. */
export * from './contract/machines.ts';
export * from './contract/refusals.ts';
export * from './contract/maintenance.ts';
export * from './contract/drills.ts';
export * from './contract/escrow.ts';
export * from './contract/plan.ts';
export * from './contract/watch.ts';
export * from './contract/operator.ts';
