import {
  Accordion,
  Alert,
  AutoGrid,
  Box,
  Button,
  ButtonRow,
  Checkbox,
  type CrmContext,
  DescriptionList,
  DescriptionListItem,
  Divider,
  EmptyState,
  ErrorState,
  type ExtensionPointApiActions,
  Flex,
  Form,
  Heading,
  hubspot,
  Icon,
  Illustration,
  Input,
  Link,
  List,
  LoadingSpinner,
  Modal,
  ModalBody,
  MultiSelect,
  NumberInput,
  ProgressBar,
  Select,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  StepIndicator,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
  Tag,
  Text,
  Tile,
  Tooltip,
} from '@hubspot/ui-extensions';
import { useCrmProperties } from '@hubspot/ui-extensions/crm';
import { useState } from 'react';

hubspot.extend<'crm.record.tab'>(({ context, actions }) => <SampleCard context={context} actions={actions} />);

type Props = { context: CrmContext; actions: ExtensionPointApiActions<'crm.record.tab'> };

/** One of each component that a card of the app may use, one that the sandbox does not draw, and every action. */
function SampleCard({ context, actions }: Props) {
  const [clicks, setClicks] = useState(0);
  const [isBroken, setIsBroken] = useState(false);
  const { properties, isLoading } = useCrmProperties(['firstname']);
  if (isBroken) throw new Error('broken on purpose');
  return (
    <Flex direction="column" gap="medium">
      <Heading>
        {context.user.firstName} looks at {isLoading ? '…' : properties.firstname}
      </Heading>
      <StepIndicator stepNames={['First', 'Second', 'Third']} currentStep={1} />
      <Flex gap="small" wrap>
        <StatusTag variant="success">status</StatusTag>
        <StatusTag variant="warning" hollow>
          hollow
        </StatusTag>
        <Tag variant="error">tag</Tag>
        <Tag variant="info" overlay={<Tooltip>told by a tooltip</Tooltip>}>
          hover
        </Tag>
        <Icon name="warning" color="alert" screenReaderText="Look out" />
        <Link href="https://example.com">a link</Link>
      </Flex>
      <ButtonRow>
        <Button onClick={() => setClicks(clicks + 1)}>clicked {clicks} times</Button>
        <Button
          variant="primary"
          onClick={() => actions.addAlert({ type: 'success', message: 'an alert of the card' })}
        >
          alert
        </Button>
        <Button
          overlay={
            <Modal id="more" title="A modal">
              <ModalBody>
                <Text>inside the modal</Text>
              </ModalBody>
            </Modal>
          }
        >
          open
        </Button>
        <Button variant="destructive" onClick={() => setIsBroken(true)}>
          break
        </Button>
      </ButtonRow>
      <Alert title="An alert" variant="warning">
        with a text
      </Alert>
      <AutoGrid columnWidth={200} flexible>
        <Tile>
          <Text format={{ fontWeight: 'bold' }}>a tile</Text>
          <Text variant="microcopy">small</Text>
        </Tile>
        <Tile compact>
          <ProgressBar title="progress" value={40} maxValue={100} showPercentage />
        </Tile>
      </AutoGrid>
      <DescriptionList direction="row">
        <DescriptionListItem label="label">described</DescriptionListItem>
        <DescriptionListItem label="other">too</DescriptionListItem>
      </DescriptionList>
      <Statistics>
        <StatisticsItem label="visits" number={12}>
          <StatisticsTrend direction="increase" value="8 %" />
        </StatisticsItem>
      </Statistics>
      <List variant="ordered">
        <Text>one</Text>
        <Text>two</Text>
      </List>
      <Divider />
      <Table bordered>
        <TableHead>
          <TableRow>
            <TableHeader>column</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          <TableRow>
            <TableCell>cell</TableCell>
          </TableRow>
        </TableBody>
      </Table>
      <Accordion title="folded">
        <Text>inside the fold</Text>
      </Accordion>
      <Form>
        <Input label="Name" name="name" />
        <Select label="Choice" name="choice" options={[{ label: 'yes', value: 'yes' }]} />
        <Checkbox name="agree">agreed</Checkbox>
        <NumberInput label="Clicks" name="clicks" value={clicks} />
        <MultiSelect
          label="Days"
          name="days"
          description="on which it counts"
          error={clicks > 0}
          {...(clicks > 0 && { validationMessage: 'choose a day' })}
          options={[{ label: 'Monday', value: 'mon' }]}
        />
      </Form>
      <Tabs>
        <Tab title={`first tab, ${clicks}`} tabId="first">
          <Text>inside the first tab</Text>
        </Tab>
        <Tab title="second tab" tabId="second">
          <Text>inside the second tab</Text>
        </Tab>
      </Tabs>
      <Box>
        <LoadingSpinner label="waiting" showLabel />
      </Box>
      <EmptyState title="nothing here">
        <Text>yet</Text>
      </EmptyState>
      <ErrorState title="went wrong">
        <Text>sadly</Text>
      </ErrorState>
      <Illustration name="contacts" alt="Some people" />
    </Flex>
  );
}
