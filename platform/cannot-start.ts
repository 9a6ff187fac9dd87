// SPDX-License-Identifier: EUPL-1.2
/** Why the house cannot start, said to the operator in one French sentence, shown without a stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
