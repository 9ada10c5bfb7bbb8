import { locateAssetCall } from '../../../server/assets/edit.schema.ts';
import type { SurveyShown } from '../../../server/assets/survey/survey.schema.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { pointWords } from '../../platform/point-words.ts';
import { refresh } from '../../platform/query.ts';
import { send } from '../../platform/send.ts';
import { ConfirmButton } from '../../platform/ui/ConfirmButton.tsx';
import type { Asset } from '../asset-page.ts';
import { UseButton } from '../EditButtons.tsx';
import css from './survey.module.css';

/** What a survey saw differently becomes the asset's own, when somebody who may edit says so. */
export function TakeOver({ asset, survey }: { asset: Asset; survey: SurveyShown }) {
  const { t } = useSpeech();
  const { own } = asset;
  const { point, currentUse, currentUserName } = survey;
  const isElsewhere = point !== null && (point.latitude !== own.latitude || point.longitude !== own.longitude);
  const isOtherwise = currentUse !== null && (currentUse !== own.currentUse || currentUserName !== own.currentUserName);
  if (!isElsewhere && (!isOtherwise || own.withdrawnOn !== null)) return null;
  return (
    <div className={css.buttons}>
      {isElsewhere && (
        <ConfirmButton
          verb={t('assets.survey.take.point')}
          consequence={t(own.latitude === null ? 'assets.survey.take.pointFirst' : 'assets.survey.take.pointSure', {
            point: pointWords(point),
          })}
          onConfirm={async () => {
            await takePoint(asset, point);
            await refresh('assets');
          }}
        />
      )}
      {isOtherwise && own.withdrawnOn === null && (
        <UseButton asset={asset} verb={t('assets.survey.take.use')} seen={{ currentUse, currentUserName }} />
      )}
    </div>
  );
}

/** Kelurahan and parcel stay as they are; what does not fit the new point is found implausible and said. */
async function takePoint(
  { id, revision, own }: Asset,
  { latitude, longitude }: NonNullable<SurveyShown['point']>,
): Promise<void> {
  const kept = {
    ...(own.village !== null && { village: own.village.code }),
    ...(own.parcel !== null && { parcel: own.parcel }),
  };
  await send(locateAssetCall, { params: { id }, body: { revision, latitude, longitude, ...kept } });
}
