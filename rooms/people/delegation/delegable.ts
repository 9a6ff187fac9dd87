// SPDX-License-Identifier: EUPL-1.2
import { memberRoles } from '#platform/room.ts';

/**
 * What one body may let another do in its place: administering its people, and nothing of its affairs. Neither its outbox nor the right to
 * delegate: the chain is lengthened by `mayDelegate`, which the delegation itself says.
 */
export const delegablePermissions = [
  'people.see-colleagues',
  'people.read',
  'people.administer',
  'people.compose-roles',
  'people.manage-groups',
] as const;

/** Roles that a delegation may let give: the house's, of members. What an operator's own staff hold is given by the operator alone. */
export const delegableRoles: readonly string[] = memberRoles;

/** Links of a chain, the operator's own first. */
export const LONGEST_CHAIN = 3;
