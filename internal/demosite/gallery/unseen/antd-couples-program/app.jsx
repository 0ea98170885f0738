import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import dayjs from 'dayjs';
import { App as AntApp, AutoComplete, Button, Card, Checkbox, Col, ConfigProvider, DatePicker, Descriptions, Form, Input, InputNumber, Layout, Radio, Result, Row, Select, Slider, Space, Steps, Typography } from 'antd';

const { Title, Paragraph, Text } = Typography;
const required = (message) => [{ required: true, message }];
const COUNSELORS = [
  { label: 'Gottman trained', options: [{ value: 'Leila Haddad, LMFT' }, { value: 'Peter Kowalczyk, PsyD' }] },
  { label: 'Emotionally focused', options: [{ value: 'Grace Oyelaran, LCSW' }, { value: 'Sam Whitfield, LMFT' }] },
].map((g) => ({ ...g, title: g.label, options: g.options.map((o) => ({ ...o, label: o.value })) }));
const CITIES = ['Austin', 'Bend', 'Boise', 'Boulder', 'Eugene', 'Portland', 'Salem', 'Seattle', 'Spokane', 'Tacoma'];
const THEMES = ['Communication', 'Infidelity', 'Intimacy', 'Money', 'Parenting', 'Separation', 'Trust'].map((value) => ({ value, label: value }));
const HOURS = ['8:30 am', '11:00 am', '3:00 pm', '5:30 pm', '7:00 pm'];
const KEYS = [
  ['yourName', 'yourBirthdate', 'yourEmail', 'yourPhone'],
  ['partnerName', 'together', 'city'],
  ['themes', 'stress', 'hopes', 'safe'],
  ['counselor', 'where', 'startDate', 'hour'],
  ['coverage', 'policy', 'terms'],
];
const TITLES = ['You', 'Your partner', 'Focus', 'First meeting', 'Confirm'];

function Signup() {
  const [form] = Form.useForm();
  const { message } = AntApp.useApp();
  const [current, setCurrent] = useState(0);
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState(false);
  const [cities, setCities] = useState([]);
  const coverage = Form.useWatch('coverage', { form, preserve: true });
  const safe = Form.useWatch('safe', { form, preserve: true });
  const everything = () => {
    const v = form.getFieldsValue(true);
    return Object.fromEntries(KEYS.flat().map((k) => [k, dayjs.isDayjs(v[k]) ? v[k].format('YYYY-MM-DD') : v[k]]));
  };
  useEffect(() => { gallery.values(everything()); }, []);
  useEffect(() => { gallery.step(current + 1); }, [current]);

  const forward = async () => {
    try { await form.validateFields(); } catch { message.error('Please complete the highlighted questions'); return; }
    if (current < TITLES.length - 1) { setCurrent(current + 1); return; }
    const all = everything();
    setSending(true);
    gallery.commit(all);
    const r = await fetch('/api/programs/couples/signups', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(all) });
    setSending(false);
    if (r.ok) setSent(true); else message.error('The sign-up could not be sent');
  };

  return <Layout style={{ background: 'transparent' }}>
    <Layout.Header style={{ background: '#7a3b4e' }}><Text strong style={{ color: '#fff', fontSize: 18 }}>Two Rivers Relationship Center</Text></Layout.Header>
    <Layout.Content style={{ maxWidth: 860, width: '100%', margin: '32px auto', padding: '0 16px' }}>
      <Title>Couples program sign-up</Title>
      <Paragraph type="secondary">Eight meetings with a counselor of your choice. One of you fills in this form for both.</Paragraph>
      <Card>
        {sent ? <Result status="success" title="You are on the list" subTitle="We will write to both of you within two days." /> : <>
          <Steps size="small" current={current} items={TITLES.map((title) => ({ title }))} style={{ marginBottom: 32 }} />
          <Form form={form} layout="vertical" requiredMark="optional" initialValues={{ where: 'In person', stress: 5 }} onValuesChange={() => gallery.values(everything())}>
            {current === 0 && <Row gutter={16}>
              <Col span={24}><Form.Item name="yourName" label="Your full name" rules={required('Please tell us your name')}><Input autoComplete="name" /></Form.Item></Col>
              <Col xs={24} sm={12}><Form.Item name="yourBirthdate" label="Your birthdate" rules={required('Please select your birthdate')}><DatePicker format="MM/DD/YYYY" placeholder="MM/DD/YYYY" defaultPickerValue={dayjs('1985-01-01')} disabledDate={(d) => d.isAfter(dayjs().subtract(18, 'year'))} style={{ width: '100%' }} /></Form.Item></Col>
              <Col xs={24} sm={12}><Form.Item name="yourPhone" label="Phone number" rules={[...required('Please input your phone number'), { pattern: /^\(?\d{3}\)?[ -.]?\d{3}[ -.]?\d{4}$/, message: 'Like (555) 123-4567' }]}><Input type="tel" autoComplete="tel" /></Form.Item></Col>
              <Col span={24}><Form.Item name="yourEmail" label="Email" rules={[...required('Please input your email'), { type: 'email', message: 'The input is not a valid email' }]}><Input autoComplete="email" /></Form.Item></Col>
            </Row>}
            {current === 1 && <Row gutter={16}>
              <Col span={24}><Form.Item name="partnerName" label="Your partner's name" rules={required("Please tell us your partner's name")}><Input /></Form.Item></Col>
              <Col xs={24} sm={12}><Form.Item name="together" label="Years together"><InputNumber min={0} max={70} style={{ width: '100%' }} /></Form.Item></Col>
              <Col xs={24} sm={12}><Form.Item name="city" label="Where do you live?" rules={required('Please enter your city')}><AutoComplete placeholder="Start typing a city" options={cities} onSearch={(q) => setCities(q ? CITIES.filter((c) => c.toLowerCase().startsWith(q.toLowerCase())).map((value) => ({ value })) : [])} /></Form.Item></Col>
            </Row>}
            {current === 2 && <>
              <Form.Item name="themes" label="What would you like to work on together?" rules={required('Select at least one theme')}><Select mode="multiple" allowClear placeholder="Please select" options={THEMES} /></Form.Item>
              <Form.Item name="stress" label="How strained is the relationship these days?"><Slider min={0} max={10} marks={{ 0: 'Calm', 5: 'Tense', 10: 'At breaking point' }} /></Form.Item>
              <Form.Item name="hopes" label="In your own words, what do you hope will change?" rules={required('Please write a few words')}><Input.TextArea rows={4} /></Form.Item>
              <Form.Item name="safe" label="Do you both feel physically safe at home?" rules={required('Please answer this question')}><Radio.Group buttonStyle="solid"><Radio.Button value="yes">Yes, we do</Radio.Button><Radio.Button value="unsure">Not sure</Radio.Button></Radio.Group></Form.Item>
              {safe === 'unsure' && <Paragraph type="warning">Thank you for telling us. A counselor will call you alone first. The national hotline is 1-800-799-7233.</Paragraph>}
            </>}
            {current === 3 && <>
              <Form.Item name="counselor" label="Counselor" rules={required('Please select a counselor')}><Select showSearch placeholder="Select a counselor" options={COUNSELORS} /></Form.Item>
              <Form.Item name="where" label="Kind of meeting"><Radio.Group optionType="button" buttonStyle="solid" options={['In person', 'Online']} /></Form.Item>
              <Form.Item name="startDate" label="Day of your first meeting" rules={required('Please select a day')}><DatePicker minDate={dayjs().add(3, 'day')} disabledDate={(d) => d.day() === 0} format="ddd, MMM D, YYYY" inputReadOnly style={{ width: 260 }} /></Form.Item>
              <Form.Item name="hour" label="Hour" rules={required('Please choose an hour')}><Radio.Group optionType="button" options={HOURS} /></Form.Item>
            </>}
            {current === 4 && <>
              <Descriptions size="small" column={1} bordered style={{ marginBottom: 24 }} items={[{ key: 1, label: 'For', children: `${form.getFieldValue('yourName')} and ${form.getFieldValue('partnerName')}` }, { key: 2, label: 'With', children: form.getFieldValue('counselor') }, { key: 3, label: 'On', children: `${form.getFieldValue('startDate')?.format('MMMM D')}, ${form.getFieldValue('hour')}` }]} />
              <Form.Item name="coverage" label="Insurer" rules={required('Please select one')}><Select placeholder="Select" options={['Not using insurance', 'Aetna', 'Moda Health', 'PacificSource', 'Premera', 'Providence', 'Regence'].map((value) => ({ value, label: value }))} /></Form.Item>
              {coverage && coverage !== 'Not using insurance' && <Form.Item name="policy" label="Policy or member number" rules={required('Please enter the number on your card')}><Input /></Form.Item>}
              <Form.Item name="terms" valuePropName="checked" rules={[{ validator: (_, x) => (x ? Promise.resolve() : Promise.reject(new Error('Should accept the agreement'))) }]}><Checkbox>We have read the <a href="#agreement">program agreement</a> and the notice of privacy</Checkbox></Form.Item>
            </>}
            <Space style={{ marginTop: 16 }}><Button type="primary" loading={sending} onClick={forward}>{current === TITLES.length - 1 ? 'Sign us up' : 'Next'}</Button>{current > 0 && <Button onClick={() => setCurrent(current - 1)}>Previous</Button>}</Space>
          </Form></>}
      </Card>
    </Layout.Content>
  </Layout>;
}
createRoot(document.getElementById('root')).render(<ConfigProvider theme={{ token: { colorPrimary: '#7a3b4e', borderRadius: 8 } }}><AntApp><Signup /></AntApp></ConfigProvider>);
