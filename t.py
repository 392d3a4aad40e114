import sys,os; sys.path.insert(0,os.environ['ROOT'])
from evidence.glossary import load_glossary
from pathlib import Path
from evidence.products import read,mention_at
from evidence.phrases import terms
g=load_glossary(Path(os.environ['GL'])) if 'GL' in os.environ else load_glossary()
q='그 아래=우드펄프+코튼 섬유 흡수층, 고흡수성수지 0 / 그 아래=백시트'
r=read(q,g); i=q.index('흡수층')
print(mention_at(r,i,i+3), mention_at(r,i,i+2).negated)
