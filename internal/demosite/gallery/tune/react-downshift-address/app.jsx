import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useCombobox } from 'downshift';

function App() {
  const [v, setAll] = useState({ name: '', phone: '', address: '', unit: '', city: '', state: '', zip: '', need: '' });
  const [items, setItems] = useState([]);
  const [why, setWhy] = useState('');
  const set = (more) => setAll((o) => ({ ...o, ...more }));
  gallery.values(v);
  const box = useCombobox({
    items, inputValue: v.address, itemToString: (i) => (i ? i.line : ''),
    onInputValueChange: async ({ inputValue }) => { set({ address: inputValue }); if (inputValue.length > 2) setItems(await (await fetch('/api/places?q=' + encodeURIComponent(inputValue))).json()); },
    onSelectedItemChange: ({ selectedItem: p }) => p && set({ address: p.line, city: p.city, state: p.state, zip: p.zip }),
  });
  const text = (k, label, type = 'text') => <label>{label}<br /><input type={type} value={v[k]} onChange={(e) => set({ [k]: e.target.value })} /></label>;
  const submit = async (e) => {
    e.preventDefault();
    if (!v.name || !v.phone || !v.address || !v.city) { setWhy('Name, phone and a full address are required.'); return; }
    gallery.commit();
    const r = await fetch('/api/house-call', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    setWhy(r.ok ? 'Thank you, we will call you.' : 'Try again later.');
  };
  return <form onSubmit={submit}><h1>Request a home visit</h1>{text('name', 'Your name')}{text('phone', 'Phone number', 'tel')}
    <label {...box.getLabelProps()}>Street address</label><input {...box.getInputProps({ autoComplete: 'off', placeholder: 'Start typing your address' })} /><ul {...box.getMenuProps()}>{box.isOpen && items.map((i, index) => <li key={i.line} {...box.getItemProps({ item: i, index })}>{i.line}, {i.city}, {i.state}</li>)}</ul>
    {text('unit', 'Apartment, suite (optional)')}{text('city', 'City')}{text('state', 'State')}{text('zip', 'ZIP')}<label>What kind of help do you need?<br /><textarea value={v.need} onChange={(e) => set({ need: e.target.value })} /></label><p role="alert">{why}</p><button>Request visit</button></form>;
}
createRoot(document.getElementById('root')).render(<App />);
