// SPDX-License-Identifier: EUPL-1.2
import type { House } from '#platform/house.ts';

export async function demonstration(_house: House): Promise<void> {}
