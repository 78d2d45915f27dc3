import { createPageRouter, PageRoutes } from '@hubspot/ui-extensions/pages';
import { AgreementPage } from './agreement/AgreementPage.tsx';
import { AgreementRecordsPage } from './agreement/AgreementRecordsPage.tsx';
import { HandoffsPage } from './handoffs/HandoffsPage.tsx';
import { FailedReplaysPage } from './health/FailedReplaysPage.tsx';
import { HealthPage } from './health/HealthPage.tsx';
import { RecoveredPage } from './health/RecoveredPage.tsx';
import { SetAsidePage } from './health/SetAsidePage.tsx';
import { TaggedPage } from './health/TaggedPage.tsx';
import { TagProblemsPage } from './health/TagProblemsPage.tsx';
import { WaitingPage } from './health/WaitingPage.tsx';
import { JourneyPage } from './journey/JourneyPage.tsx';
import { Layout } from './parts/Layout.tsx';
import { UnknownPage } from './parts/UnknownPage.tsx';
import { RecordsPage } from './records/RecordsPage.tsx';

/** All pages of the app, by their addresses. */
export const PageRouter = createPageRouter(
  <PageRoutes layoutComponent={Layout}>
    <PageRoutes.IndexRoute component={JourneyPage} id="journey" />
    <PageRoutes.Route path="/records" component={RecordsPage} id="records" />
    <PageRoutes.Route path="/handoffs" component={HandoffsPage} id="handoffs" />
    <PageRoutes.Route path="/agreement" component={AgreementPage} id="agreement" />
    <PageRoutes.Route path="/agreement/records" component={AgreementRecordsPage} id="agreementRecords" />
    <PageRoutes.Route path="/health" component={HealthPage} id="health" />
    <PageRoutes.Route path="/health/tags" component={TagProblemsPage} id="tagProblems" />
    <PageRoutes.Route path="/health/replays" component={FailedReplaysPage} id="failedReplays" />
    <PageRoutes.Route path="/health/events" component={SetAsidePage} id="setAside" />
    <PageRoutes.Route path="/health/tagged" component={TaggedPage} id="tagged" />
    <PageRoutes.Route path="/health/recovered" component={RecoveredPage} id="recovered" />
    <PageRoutes.Route path="/health/waiting" component={WaitingPage} id="waiting" />
    <PageRoutes.AnyRoute component={UnknownPage} />
  </PageRoutes>,
);
