// SPDX-License-Identifier: EUPL-1.2
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import { REGISTER_CHANNEL } from './import-register.ts';
import { loadRegister } from './load-register.ts';
import { makeRegister, type Register, type RegisterView } from './register.ts';

const empty = makeRegister({ editions: [], bodies: [], memberships: [], formerCodes: new Map(), successions: [] });
const registers = new WeakMap<House, Register>();

/** The register as it stood on a day, from memory. Empty before `prepareRegister` and before the first import. */
export function registerOn(house: House, day: Temporal.PlainDate): RegisterView {
  return (registers.get(house) ?? empty).on(day);
}

/** Loads the register, and again each time that any process changes it. */
export async function prepareRegister(house: House): Promise<void> {
  let isReading = false;
  let isAskedAgain = false;
  const readAgain = async (): Promise<void> => {
    isAskedAgain = isReading;
    if (isReading) return;
    isReading = true;
    await refreshRegister(house).catch((error: Error) => house.log.error({ error: error.message }, 'reading the register again failed'));
    isReading = false;
    if (isAskedAgain) await readAgain();
  };
  await house.db.listen(REGISTER_CHANNEL, () => void readAgain());
  await refreshRegister(house);
}

/** Reads the register now: for the process that has just changed it. */
export async function refreshRegister(house: House): Promise<void> {
  registers.set(house, await inNoOrganisation<Tables, Register>(house.db, loadRegister, { readOnly: true }));
}
