from cms.site.rings import tree


def test_tree_draws_one_ring_a_module_and_a_seed():
    drawn = tree(4, 0.4, 8)

    assert drawn.count('class="grown"') == 4
    assert drawn.count('class="to-come"') == 4
    assert drawn.count('class="grow"') == 1
    assert 'stroke-dasharray="40 100"' in drawn
    assert drawn.count('class="seed"') == 1


def test_tree_is_the_same_each_time():
    tree.cache_clear()
    first = tree(1, 0, 3)
    tree.cache_clear()

    assert tree(1, 0, 3) == first


def test_tree_of_a_course_without_modules_and_of_more_than_all():
    assert tree(0, 0, 0).count("to-come") == 1
    assert tree(9, 0.5, 3).count('class="grown"') == 3
    assert "to-come" not in tree(9, 0.5, 3)
