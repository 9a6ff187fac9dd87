// SPDX-License-Identifier: EUPL-1.2
/** What other rooms ask: to open and close (operators), to use, to keep, to give back, to measure. Amounts are thousandths of the unit. */
export { boundOf, type Bound } from './bound-of.ts';
export { closeRights } from './close-rights.ts';
export { consume, giveBack, release, report, reserve, settle, type Drawn, type Evidence } from './draw.ts';
export { builtUpon, forgetOpened } from './forget-opened.ts';
export { openRights, type OpenedAllowance, type OpenedService, type Opening } from './open-rights.ts';
export { openedUnder, standingOf, type OpenedRight } from './read-opened.ts';
export { convocationDueOn } from './training-convocation.ts';
export { rightsOf, rightsOfOffers, type Brought } from './rights-of-offers.ts';
export { takeOverUses, type TakenOverUse } from './take-over-uses.ts';
export { grantExtra } from './grant-extra.ts';
export { overagesOf, type Overage } from './overages.ts';
export { readRights } from './read-rights.ts';
export { liftSuspension, suspendRights } from './suspend-rights.ts';
export { servicesOpen } from './services-open.ts';
