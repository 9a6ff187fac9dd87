// SPDX-License-Identifier: EUPL-1.2
/** Who « les administrateurs » are, in an operator and in a member. */
export const administratorRoles = ['administrator', 'body-administrator'] as const;
