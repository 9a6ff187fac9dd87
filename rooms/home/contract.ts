// SPDX-License-Identifier: EUPL-1.2
/** All that the screens may know of this room: one file per subject in `contract/`. */
export * from './contract/announcements.ts';
export * from './contract/desk.ts';
export * from './contract/refusals.ts';
export * from './contract/requests.ts';
