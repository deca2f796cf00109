def test_a(released, reader, app):
    assert reader.finds("q=reading+level") == ["Three reading levels"]
    assert len(reader.finds("grade=07&subject=math"))==3
