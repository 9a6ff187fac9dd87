// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { readLeave, readMyLeave } from '../../contract.ts';

/** An absence as lists show it, and as its own page does. */
export type Request = OutputOf<typeof readMyLeave>['upcoming'][number];
export type RequestDetails = OutputOf<typeof readLeave>;
