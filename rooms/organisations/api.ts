// SPDX-License-Identifier: EUPL-1.2
export { authorOf } from './author.ts';
export type { BodyFacts, KnownFigure } from './body-facts.ts';
export { bodyKinds, isEpci, kindLabels, type BodyKind } from './contract/body-kinds.ts';
export { referenceFinder } from './declared/find-reference.ts';
export { CellFault, readCount, readDay } from './declared/read-cells.ts';
export { findBody } from './operators/find-body.ts';
export { openOperator } from './operators/open-operator.ts';
export { pageOwner } from './legal/page-owner.ts';
export { letterheadOf } from './operators/letterhead-of.ts';
export { operatorOn, operatorViewIn } from './operators/operator-in-memory.ts';
export type { OperatorView } from './operators/operator-view.ts';
export { operatorBySlug, operatorServing, operatorsOf, type Operator } from './operators/operators.ts';
export { findInRegister } from './register/read-public-body.ts';
export { registerOn } from './register/register-in-memory.ts';
export type { RegisterView } from './register/register.ts';
export { takeInRegister } from './register/take-in-register.ts';
export { searchRegister, type Hit } from './search/search-register.ts';
export { inhabitantsOf } from './territory/list-row.ts';
