// SPDX-License-Identifier: EUPL-1.2
/** What other rooms ask of the bureau virtuel: the requests for services, and their answers. */
export { answerRequest } from './requests/answer-request.ts';
export { changeAnswer } from './requests/change-answer.ts';
export { receivedRequest, type ReceivedRequest } from './requests/received-request.ts';
export { listOwnRequests } from './requests/list-requests.ts';
