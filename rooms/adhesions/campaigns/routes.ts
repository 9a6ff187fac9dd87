// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/campaigns.ts';
import { answerLetter, recordLetterAnswer } from './answer-letter.ts';
import { abandonCampaign, applyCampaign } from './apply-campaign.ts';
import { excludeLines } from './exclude-lines.ts';
import { exportCampaign, listLines, readLine } from './list-lines.ts';
import { previewLetter } from './preview-letter.ts';
import { listCampaigns, readCampaign } from './read-campaign.ts';
import { downloadLetter, listLetters, readLetter } from './receive-letters.ts';
import { sendCampaign } from './send-campaign.ts';
import { changeCampaign, startCampaign } from './start-campaign.ts';

export const campaignRoutes = [
  route(contract.startCampaign, { permission: 'adhesions.conclude', action: startCampaign }),
  route(contract.changeCampaign, { permission: 'adhesions.conclude', action: changeCampaign }),
  route(contract.listCampaigns, { permission: 'adhesions.read', action: listCampaigns }),
  route(contract.readCampaign, { permission: 'adhesions.read', action: readCampaign }),
  route(contract.listCampaignLines, { permission: 'adhesions.read', action: listLines }),
  route(contract.readCampaignLine, { permission: 'adhesions.read', action: readLine }),
  route(contract.exportCampaign, { permission: 'adhesions.read', action: exportCampaign }),
  route(contract.excludeFromCampaign, { permission: 'adhesions.conclude', action: excludeLines }),
  route(contract.previewLetter, { permission: 'adhesions.read', withoutTransaction: true, action: previewLetter }),
  route(contract.sendCampaign, { permission: 'adhesions.conclude', action: sendCampaign }),
  route(contract.applyCampaign, { permission: 'adhesions.conclude', action: applyCampaign }),
  route(contract.abandonCampaign, { permission: 'adhesions.conclude', action: abandonCampaign }),
  route(contract.recordLetterAnswer, { permission: 'adhesions.conclude', action: recordLetterAnswer }),
  route(contract.listLetters, { permission: 'adhesions.read', action: listLetters }),
  route(contract.readLetter, { permission: 'adhesions.read', action: readLetter }),
  route(contract.downloadLetter, { permission: 'adhesions.read', action: downloadLetter }),
  route(contract.answerLetter, { permission: 'adhesions.answer', action: answerLetter }),
];
