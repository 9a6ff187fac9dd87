// SPDX-License-Identifier: EUPL-1.2
export { openAccount, openMandate } from './open-account.ts';
