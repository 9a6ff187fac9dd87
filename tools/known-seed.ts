// SPDX-License-Identifier: EUPL-1.2
/**
 * Loaded before each test file: properties draw the same examples at every run, so that a change is judged by itself and not by a new
 * draw. `PROPERTY_SEED=12 npm test` draws others, `PROPERTY_SEED=random` new ones each time: for the one who looks for what nobody met yet.
 */
import fc from 'fast-check';

const wanted = process.env['PROPERTY_SEED'] ?? '20261122';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
