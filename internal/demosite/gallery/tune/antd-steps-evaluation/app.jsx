import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Alert, Button, Cascader, Checkbox, DatePicker, Form, Input, Radio, Rate, Result, Select, Space, Steps, TimePicker, Typography } from 'antd';

const must = (message) => [{ required: true, message }];
const kinds = [
  { value: 'Assessment', label: 'Assessment', children: [{ value: 'ADHD', label: 'ADHD' }, { value: 'Autism', label: 'Autism' }] },
  { value: 'Therapy', label: 'Therapy', children: [{ value: 'Individual', label: 'Individual' }, { value: 'Couples', label: 'Couples' }] },
];
const plans = ['Aetna', 'Blue Cross Blue Shield', 'Cigna', 'Self-pay', 'Tricare'].map((value) => ({ value, label: value }));

function Evaluation() {
  const [form] = Form.useForm();
  const [at, setAt] = useState(0);
  const [all, setAll] = useState({});
  const [done, setDone] = useState(false);
  const tell = () => {
    const v = form.getFieldsValue(true);
    gallery.values({ first: v.first, last: v.last, dob: v.dob?.format('YYYY-MM-DD'), email: v.email, phone: v.phone, service: (v.service ?? []).join(' '), day: v.day?.format('YYYY-MM-DD'), time: v.time?.format('HH:mm'), urgency: v.urgency, plan: v.plan, why: v.why, agree: v.agree });
  };
  const next = async () => {
    try { await form.validateFields(); } catch { return; }
    tell();
    setAll(form.getFieldsValue(true));
    if (at < 2) { setAt(at + 1); gallery.step(at + 2); return; }
    gallery.commit();
    const r = await fetch('/api/v2/evaluations', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(form.getFieldsValue(true)) });
    if (r.ok) setDone(true);
  };
  if (!window.told) { window.told = true; tell(); }
  if (done) return <Result status="success" title="Request received" />;
  return <main style={{ maxWidth: 620, margin: 32 }}>
    <Typography.Title level={2}>Request an evaluation</Typography.Title>
    <Steps current={at} items={[{ title: 'Person' }, { title: 'Visit' }, { title: 'Details' }]} style={{ marginBottom: 24 }} />
    <Form form={form} layout="vertical" preserve onValuesChange={tell} initialValues={all} scrollToFirstError>
      {at === 0 && <>
        <Space><Form.Item name="first" label="First name" rules={must('Please enter a first name')}><Input /></Form.Item><Form.Item name="last" label="Last name" rules={must('Please enter a last name')}><Input /></Form.Item></Space>
        <Form.Item name="dob" label="Date of birth" rules={must('Please select a date')}><DatePicker format="MM/DD/YYYY" style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="email" label="E-mail" rules={[...must('Please enter an e-mail'), { type: 'email', message: 'That is no valid e-mail' }]}><Input /></Form.Item>
        <Form.Item name="phone" label="Phone" rules={[...must('Please enter a phone number'), { pattern: /^[\d() +.-]{10,}$/, message: 'Ten digits, please' }]}><Input type="tel" prefix="+1" /></Form.Item></>}
      {at === 1 && <>
        <Form.Item name="service" label="What are you looking for?" rules={must('Please choose')}><Cascader options={kinds} placeholder="Choose a service" /></Form.Item>
        <Space><Form.Item name="day" label="Preferred day" rules={must('Please pick a day')}><DatePicker disabledDate={(d) => d.isBefore(new Date()) || d.day() % 6 === 0} /></Form.Item><Form.Item name="time" label="Preferred time"><TimePicker format="h:mm a" minuteStep={30} use12Hours needConfirm={false} /></Form.Item></Space>
        <Form.Item name="urgency" label="How urgent is it for you?"><Rate count={5} /></Form.Item></>}
      {at === 2 && <>
        <Form.Item name="plan" label="Insurance" rules={must('Please choose a plan')}><Select showSearch options={plans} placeholder="Search your plan" /></Form.Item>
        <Form.Item name="before" label="Evaluated before?" initialValue="no"><Radio.Group optionType="button" options={[{ label: 'Yes', value: 'yes' }, { label: 'No', value: 'no' }]} /></Form.Item>
        <Form.Item name="why" label="Main concerns" rules={must('Please tell us a little')}><Input.TextArea rows={4} showCount maxLength={500} /></Form.Item>
        <Alert type="info" message="In an emergency call 911 or 988." style={{ marginBottom: 16 }} />
        <Form.Item name="agree" valuePropName="checked" rules={[{ validator: (_, x) => (x ? Promise.resolve() : Promise.reject(new Error('Please accept'))) }]}><Checkbox>I accept the <a href="/privacy">privacy practices</a></Checkbox></Form.Item></>}
      <Space>{at > 0 && <Button onClick={() => setAt(at - 1)}>Previous</Button>}<Button type="primary" onClick={next}>{at === 2 ? 'Done' : 'Next'}</Button></Space>
    </Form>
  </main>;
}
createRoot(document.getElementById('root')).render(<Evaluation />);
