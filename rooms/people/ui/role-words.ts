// SPDX-License-Identifier: EUPL-1.2
import { roleNames } from '../contract.ts';

/** Roles as people name them; one that the house does not know is shown as it is written. */
export function rolesInWords(roles: readonly string[]): string {
  return roles.map((role) => roleNames[role] ?? role).join(', ');
}
